#include "daemon/model/output.hpp"

namespace wirefold {

std::string_view name_of(Destination destination) {
    switch (destination) {
        case Destination::Unique: return "unique";
        case Destination::Duplicates: return "duplicates";
        case Destination::DeadLetters: return "dead_letters";
        case Destination::Retractions: return "retractions";
    }
    return "unknown";
}

}  // namespace wirefold
