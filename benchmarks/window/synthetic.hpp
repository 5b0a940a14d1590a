#pragma once

#include <cstdint>
#include <vector>

#include "daemon/model/log_entry.hpp"

namespace wirefold::bench {

/// Makes log entries as articles of 3 KB give them, without any text: keys, terms, numbers and wording by
/// chance, terms as skewed as words are. One in five is a copy of one of the last thousand.
///
/// A pure function of the seed.
class SyntheticArticles {
public:
    explicit SyntheticArticles(std::uint64_t seed) : state_(seed) {}

    [[nodiscard]] LogEntry next(Timestamp time);

private:
    [[nodiscard]] std::uint64_t random();
    /// Below `count`; small ones are likelier, as ranks of words are.
    [[nodiscard]] std::uint32_t skewed(std::uint32_t count);
    void fill_wording(Wording& wording);
    void fill_salience(Salience& salience);
    [[nodiscard]] Fingerprint original();

    std::uint64_t state_;
    std::int64_t offset_ = 0;
    std::vector<Fingerprint> recent_;
};

}  // namespace wirefold::bench
