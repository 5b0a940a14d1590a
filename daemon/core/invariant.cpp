#include "daemon/core/invariant.hpp"

#include <cstdlib>
#include <iostream>

namespace wirefold {

void invariant_broken(const char* condition, const char* promise, const boost::source_location& location) {
    std::cerr << location.file_name() << ':' << location.line() << ": invariant broken: " << promise << " ("
              << condition << ")\n";
    std::abort();
}

}  // namespace wirefold
