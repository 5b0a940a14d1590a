#include "daemon/metrics/catalogue.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

[[nodiscard]] bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

[[nodiscard]] bool is_metric_name(std::string_view name) {
    return std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

[[nodiscard]] std::string lower_case(std::string_view text) {
    std::string lower{text};
    for (char& c : lower) c = (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

}  // namespace

TEST_SUITE("metrics/catalogue") {
    TEST_CASE("every metric is found under its own id") {
        for (std::size_t i = 0; i < kMetricCount; ++i)
            CHECK(info_of(static_cast<MetricId>(i)).id == static_cast<MetricId>(i));
    }

    TEST_CASE("names are unique, lower case, and carry our prefix or the usual one of the process") {
        std::set<std::string_view> names;
        for (const MetricInfo& info : metric_catalogue()) {
            CAPTURE(info.name);
            CHECK(names.insert(info.name).second);
            CHECK(is_metric_name(info.name));
            CHECK((info.name.rfind("wirefold_", 0) == 0 || info.name.rfind("process_", 0) == 0));
        }
    }

    TEST_CASE("counters and nothing else end in _total") {
        for (const MetricInfo& info : metric_catalogue()) {
            CAPTURE(info.name);
            CHECK(ends_with(info.name, "_total") == (info.kind == MetricKind::Counter));
        }
    }

    TEST_CASE("a base unit stands in the name and in the help text") {
        for (const MetricInfo& info : metric_catalogue()) {
            CAPTURE(info.name);
            for (const std::string unit : {"bytes", "seconds", "ratio"}) {
                if (info.unit != unit) continue;
                CHECK(info.name.find("_" + unit) != std::string_view::npos);
                CHECK(lower_case(info.help).find(unit) != std::string::npos);
            }
            CHECK_FALSE(info.unit.empty());
        }
    }

    TEST_CASE("help is one sentence on one line") {
        for (const MetricInfo& info : metric_catalogue()) {
            CAPTURE(info.name);
            CHECK(info.help.size() > 10);
            CHECK(info.help.back() == '.');
            // The serializer does not escape help texts.
            CHECK(info.help.find_first_of("\n\\") == std::string_view::npos);
        }
    }

    TEST_CASE("labels are named from the front, and never le, which histograms need") {
        for (const MetricInfo& info : metric_catalogue()) {
            CAPTURE(info.name);
            for (std::size_t i = 0; i < MetricInfo::kLabelsMax; ++i) {
                CHECK(info.labels[i].empty() == (i >= info.label_count()));
                CHECK(info.labels[i] != "le");
                CHECK(is_metric_name(info.labels[i]));
            }
        }
    }
}
