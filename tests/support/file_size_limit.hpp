#pragma once

#include <sys/resource.h>

#include <csignal>
#include <cstdint>

#include <doctest/doctest.h>

namespace wirefold::test {

/// Lets no file of this process grow beyond `bytes`, as a full disk would: a write up to there succeeds in
/// part, the next one fails.
class FileSizeLimit {
public:
    explicit FileSizeLimit(std::uint64_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
        ::rlimit limit = before_;
        limit.rlim_cur = bytes;
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    void (*handler_)(int);
    ::rlimit before_{};
};

}  // namespace wirefold::test
