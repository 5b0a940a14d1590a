#pragma once

#include <boost/assert/source_location.hpp>

namespace wirefold {

/// Writes the broken promise and where it stands to stderr, then aborts.
[[noreturn]] void invariant_broken(const char* condition, const char* promise,
                                   const boost::source_location& location);

}  // namespace wirefold

/// Our own mistakes end the process, in every build: going on would publish wrong answers.
#define WIREFOLD_INVARIANT(condition, promise) \
    (static_cast<bool>(condition)              \
         ? static_cast<void>(0)                \
         : ::wirefold::invariant_broken(#condition, promise, BOOST_CURRENT_LOCATION))
