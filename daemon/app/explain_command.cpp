#include "daemon/app/explain_command.hpp"

#include <iostream>

#include "daemon/app/configuration.hpp"
#include "daemon/app/explain_input.hpp"
#include "daemon/app/explain_report.hpp"
#include "daemon/app/explain_text.hpp"

namespace wirefold {

ExitCode explain(const ExplainCommand& command) {
    const auto loaded = load_configuration(command.config);
    if (const auto* code = std::get_if<ExitCode>(&loaded)) return *code;
    const Config& config = std::get<LoadedConfig>(loaded).config;
    ArticleStages stages{stage_options(config)};
    Judge judge{config.index};
    const PairReader reader{
        .stages = stages, .judge = judge, .record_bytes_max = config.decode.record_bytes_max};
    const auto pair = command.inputs.empty()
                          ? read_two_files(command.earlier, command.later, reader)
                          : find_pair(command.earlier, command.later, command.inputs, reader);
    if (!pair) {
        std::cerr << "wirefold explain: " << pair.error().context << '\n';
        return kExitFailed;
    }
    const Judge::Explained explained = judge.explain(pair->logged, pair->earlier.entry());
    const ArticleText earlier =
        stages.read_text(pair->earlier.record(), pair->earlier.entry().fingerprint.wording);
    const ArticleText later = stages.read_text(pair->later.record(), pair->later.entry().fingerprint.wording);
    const ExplainReport report{.pair = *pair,
                               .explained = explained,
                               .earlier = earlier,
                               .later = later,
                               .alignment = align_texts(earlier, later),
                               .enrich = config.enrich};
    std::cout << (command.json ? report_json(report) : report_text(report)) << std::flush;
    if (!std::cout) {
        std::cerr << "wirefold explain: standard output cannot be written\n";
        return kExitFailed;
    }
    return kExitDone;
}

}  // namespace wirefold
