#include "daemon/app/command_line.hpp"

#include <CLI/CLI.hpp>

namespace wirefold {

namespace {

void add_run(CLI::App& app, RunCommand& run) {
    CLI::App* command = app.add_subcommand("run", "Run the daemon until SIGTERM");
    command
        ->add_option("-c,--config", run.config,
                     "Configuration file; without one: files from ./spool to ./out")
        ->type_name("FILE");
}

void add_fold(CLI::App& app, FoldCommand& fold) {
    CLI::App* command = app.add_subcommand(
        "fold",
        "Judge the articles of files or standard input: NDJSON in, one enriched line out per input line");
    command
        ->add_option("INPUT", fold.inputs, "Files (.gz, .xz and .zst are unpacked), or - for standard input")
        ->type_name("");
    command
        ->add_option("-o,--output", fold.output,
                     "Output file; it appears when all is done. - is standard output")
        ->type_name("FILE")
        ->capture_default_str();
    command->add_option("--profile", fold.profile, "Input dialect instead of recognizing it by shape")
        ->type_name("NAME");
    command->add_option("-c,--config", fold.config, "Configuration file")->type_name("FILE");
    command->add_option("--workers", fold.workers, "Worker threads; the output does not depend on it")
        ->type_name("N")
        ->check(CLI::Range(1U, 1024U));
    command->add_flag("-q,--quiet", fold.quiet, "No progress bar and no summary");
}

void add_explain(CLI::App& app, ExplainCommand& explain) {
    CLI::App* command = app.add_subcommand(
        "explain", "Show how article B relates to the earlier article A, and by which scores and rules");
    command
        ->add_option("A", explain.earlier,
                     "The earlier article: a file with one (JSON, or the first line of NDJSON; - is standard "
                     "input); with --in its uri, or uri@version")
        ->required()
        ->type_name("");
    command->add_option("B", explain.later, "The later article, likewise")->required()->type_name("");
    command
        ->add_option("--in", explain.inputs,
                     "NDJSON files to look for both in; everything before the later one is judged first")
        ->type_name("FILE...");
    command->add_option("-c,--config", explain.config, "Configuration file")->type_name("FILE");
    command->add_flag("--json", explain.json, "One JSON object instead of a report");
    command->callback([&explain] {
        if (explain.inputs.empty() && explain.earlier == "-" && explain.later == "-")
            throw CLI::ValidationError("B", "standard input holds one article only");
    });
}

void add_config_commands(CLI::App& app, CheckConfigCommand& check, PrintConfigCommand& print) {
    CLI::App* check_command =
        app.add_subcommand("check-config", "Check a configuration file and list everything wrong with it");
    check_command->add_option("FILE", check.config, "Configuration file")->required()->type_name("");
    CLI::App* print_command = app.add_subcommand(
        "print-config", "Print the configuration in effect, and where each value comes from");
    print_command->add_option("-c,--config", print.config, "Configuration file")->type_name("FILE");
    print_command->add_flag("--reference", print.reference,
                            "Print the reference of all keys instead (Markdown)");
}

}  // namespace

std::variant<Command, ExitCode> parse_command_line(int argc, const char* const* argv) {
    CLI::App app{"Wirefold: finds out how each news article relates to everything seen before it",
                 "wirefold"};
    app.require_subcommand(1);
    RunCommand run;
    FoldCommand fold;
    ExplainCommand explain;
    CheckConfigCommand check;
    PrintConfigCommand print;
    add_run(app, run);
    add_fold(app, fold);
    add_explain(app, explain);
    add_config_commands(app, check, print);
    app.add_subcommand("version", "Print the version");
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {
        static_cast<void>(app.exit(success));
        return kExitDone;
    } catch (const CLI::ParseError& error) {
        static_cast<void>(app.exit(error));
        return kExitUsage;
    }
    if (app.got_subcommand("run")) return Command{run};
    if (app.got_subcommand("fold")) {
        if (fold.inputs.empty()) fold.inputs.emplace_back("-");
        return Command{fold};
    }
    if (app.got_subcommand("explain")) return Command{explain};
    if (app.got_subcommand("check-config")) return Command{check};
    if (app.got_subcommand("print-config")) return Command{print};
    return Command{VersionCommand{}};
}

}  // namespace wirefold
