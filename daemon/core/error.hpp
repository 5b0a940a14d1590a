#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/system/result.hpp>

namespace wirefold {

/// What went wrong in the world outside. A wrong *record* is not an error but a `RejectReason`;
/// a wrong *program* is a broken invariant.
enum class Errc : std::uint8_t {
    ConfigRejected,    ///< the operator must change the configuration
    Io,                ///< a file or a directory could not be read or written
    Corrupt,           ///< stored state does not pass its checksum or its format
    KafkaUnavailable,  ///< brokers cannot be reached; trying again may help
    KafkaRejected,     ///< a broker refused the request; trying again will not help
    KafkaFatal,        ///< the client handle is unusable and must be made anew
    Timeout,           ///< a deadline passed
    Network,           ///< a socket could not be opened or bound
};

[[nodiscard]] std::string_view name_of(Errc code);

struct Error {
    Errc code;
    std::string context;  ///< Lower case, no full stop: "commit of events/3 at 912".
};

/// "io: open /x: no such file or directory"
[[nodiscard]] std::string describe(const Error& error);

/// For `boost::system::result`: what value() throws when the caller did not look first.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& location);

template <class T>
using Result = boost::system::result<T, Error>;

}  // namespace wirefold
