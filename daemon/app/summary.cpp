#include "daemon/app/summary.hpp"

#include "daemon/core/json_text.hpp"

namespace wirefold {

namespace {

[[nodiscard]] std::string decimal(double value) {
    std::string text;
    append_json_ratio(text, value, 1);
    return text;
}

/// "near 12, exact 3": what occurred, in the order of the enum.
template <class Enums, class Counts>
[[nodiscard]] std::string counts_text(const Enums& names, const Counts& counts) {
    std::string text;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0) continue;
        if (!text.empty()) text += ", ";
        text += std::string{name_of(names[i])} + ' ' + std::to_string(counts[i]);
    }
    return text;
}

}  // namespace

std::string summary_text(const FlowTotals& totals, std::chrono::duration<double> elapsed) {
    const double seconds = elapsed.count() > 0 ? elapsed.count() : 1e-9;
    const double megabytes = static_cast<double>(totals.bytes) / 1e6;
    std::string text =
        std::to_string(totals.records) + " records, " + decimal(megabytes) + " MB in " + decimal(seconds) +
        " s: " + decimal(megabytes / seconds) + " MB/s, " +
        std::to_string(static_cast<std::uint64_t>(static_cast<double>(totals.records) / seconds)) +
        " records/s\n";
    const auto line = [&](const char* name, const std::string& counts) {
        if (!counts.empty()) text += std::string{name} + counts + '\n';
    };
    line("outcomes:  ", counts_text(kDestinations, totals.outputs));
    line("relations: ", counts_text(kRelations, totals.relations));
    line("rejected:  ", counts_text(kRejectReasons, totals.rejected));
    return text;
}

}  // namespace wirefold
