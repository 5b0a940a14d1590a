#include "daemon/config/table.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "daemon/config/setting_field.hpp"

namespace wirefold {

namespace {

using Rows = std::vector<Setting>;

constexpr std::int64_t kK = 1LL << 10;
constexpr std::int64_t kM = 1LL << 20;
constexpr std::int64_t kG = 1LL << 30;
constexpr std::int64_t kMs = 1;
constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

constexpr std::array<std::string_view, 5> kProfileWords{"auto", "ninjs1", "ninjs2", "ninjs3", "generic"};
constexpr std::array<std::string_view, 5> kCompressionWords{"none", "gzip", "snappy", "lz4", "zstd"};

template <auto... Path>
void add(Rows& rows, Setting setting) {
    rows.push_back(bound<Path...>(setting));
}

void add_process(Rows& rows) {
    add<&Config::log_level>(
        rows, {.key = "log_level",
               .type = SettingType::Word,
               .meaning = "The least serious line written to stderr; debug costs a line for each batch.",
               .reloadable = true});
    add<&Config::state_folder>(
        rows,
        {.key = "state_folder",
         .type = SettingType::Text,
         .rule = kNotEmpty,
         .meaning = "Where the daemon keeps what must survive a restart; one folder for each instance."});
    add<&Config::memory_budget_bytes>(
        rows,
        {.key = "memory.budget_bytes",
         .type = SettingType::Bytes,
         .bounds = {64 * kM, 16 * kG * 1024},
         .meaning = "The daemon refuses to start when its bounds add up to more than this; set it below the "
                    "limit of the container or unit."});
}

void add_source(Rows& rows) {
    add<&Config::source_kind>(
        rows, {.key = "source.kind",
               .type = SettingType::Word,
               .meaning = "Where records come from: a watched folder of NDJSON files, or Kafka topics."});
    add<&Config::source_files, &FilesSourceOptions::folder>(
        rows,
        {.key = "source.files.folder", .rule = kNotEmpty, .meaning = "The spool folder that is watched."});
    add<&Config::source_files, &FilesSourceOptions::settle>(
        rows,
        {.key = "source.files.settle",
         .type = SettingType::TimeSpan,
         .bounds = {0, kHour},
         .meaning = "How long a file that was not renamed into place must stay unchanged before it is read; "
                    "longer waits for slow writers and delays their records."});
    add<&Config::source_files, &FilesSourceOptions::scan_interval>(
        rows,
        {.key = "source.files.scan_interval",
         .type = SettingType::TimeSpan,
         .bounds = {10 * kMs, kHour},
         .meaning =
             "How often the folder is read again; longer costs latency and spares network file systems."});
    add<&Config::source_files, &FilesSourceOptions::progress_file>(
        rows,
        {.key = "source.files.progress_file",
         .meaning =
             "Where it is kept how far each file was read; empty: nowhere, so a restart reads all again.",
         .when_unset = "spool.progress in state_folder"});
}

void add_kafka_source(Rows& rows) {
    add<&Config::source_kafka, &KafkaSourceOptions::topics>(rows, {.key = "source.kafka.topics",
                                                                   .type = SettingType::TextList,
                                                                   .rule = kTopic,
                                                                   .meaning = "The raw topics to read."});
    add<&Config::source_kafka, &KafkaSourceOptions::group_id>(
        rows, {.key = "source.kafka.group_id",
               .rule = kNotEmpty,
               .meaning = "The consumer group; instances with the same one share the partitions."});
    add<&Config::source_kafka, &KafkaSourceOptions::instance_id>(
        rows,
        {.key = "source.kafka.instance_id",
         .rule = kMemberId,
         .meaning =
             "Static membership, one name a slot: a restarted instance gets its partitions back at once; "
             "empty: dynamic membership."});
    add<&Config::source_kafka, &KafkaSourceOptions::session_timeout>(
        rows,
        {.key = "source.kafka.session_timeout",
         .type = SettingType::TimeSpan,
         .bounds = {6 * kSecond, 30 * kMinute},
         .meaning =
             "After this long without a sign of life the partitions go to other instances; longer leaves "
             "them unread after a crash, shorter gives them away at a hiccup. Brokers allow 6s to 30m."});
    add<&Config::source_kafka, &KafkaSourceOptions::prefetch_bytes_max>(
        rows,
        {.key = "source.kafka.prefetch_bytes_max",
         .type = SettingType::Bytes,
         .bounds = {kM, kG},
         .meaning =
             "Messages the client may hold before they are taken; at least a second of peak traffic, or "
             "fetching stalls; larger costs memory."});
    add<&Config::source_kafka, &KafkaSourceOptions::commit_interval>(
        rows,
        {.key = "source.kafka.commit_interval",
         .type = SettingType::TimeSpan,
         .bounds = {10 * kMs, kMinute},
         .meaning = "How often offsets are committed; longer is cheaper for the broker and repeats more work "
                    "after a crash."});
    add<&Config::source_kafka, &KafkaSourceOptions::revoke_deadline>(
        rows, {.key = "source.kafka.revoke_deadline",
               .type = SettingType::TimeSpan,
               .bounds = {100 * kMs, 4 * kMinute},
               .meaning =
                   "How long a revoked partition may wait for its records to be published; longer holds up a "
                   "rebalance, shorter reads records again elsewhere."});
}

void add_kafka(Rows& rows) {
    add<&Config::kafka, &KafkaOptions::brokers>(
        rows, {.key = "kafka.brokers",
               .rule = kBrokers,
               .meaning = "The first brokers to ask, as host:port, separated by commas."});
    add<&Config::kafka, &KafkaOptions::client>(
        rows, {.key = "kafka.client",
               .type = SettingType::Properties,
               .meaning =
                   "librdkafka properties for consumer and producer alike (security.protocol, client.id, …); "
                   "those the delivery guarantee depends on are refused by name."});
    add<&Config::kafka_secret_files>(rows, {.key = "kafka.secret_files",
                                            .type = SettingType::Properties,
                                            .meaning = "librdkafka properties whose values are read from "
                                                       "files: sasl.password = \"/run/secrets/kafka\"."});
}

void add_stages(Rows& rows) {
    add<&Config::decode, &DecodeOptions::profile>(
        rows, {.key = "decode.profile",
               .type = SettingType::Word,
               .words = kProfileWords,
               .meaning = "How records are read; auto recognizes each by its shape."});
    add<&Config::decode, &DecodeOptions::record_bytes_max>(
        rows,
        {.key = "decode.record_bytes_max",
         .type = SettingType::Bytes,
         .bounds = {4 * kK, 256 * kM},
         .meaning = "A larger record becomes a dead letter; larger costs scratch memory in every worker."});
    add<&Config::normalize, &NormalizeOptions::tokens_max>(
        rows, {.key = "normalize.tokens_max",
               .type = SettingType::Integer,
               .bounds = {1000, 10'000'000},
               .meaning =
                   "Words of a text that are compared; larger costs time and scratch memory on long texts."});
    add<&Config::fingerprint_secret>(
        rows, {.key = "fingerprint.secret",
               .rule = kNotEmpty,
               .meaning =
                   "Seeds every content hash, so that nobody outside can make articles collide; the same for "
                   "all instances, and changing it makes the stored window worthless.",
               .secret = true});
    add<&Config::fingerprint_secret_file>(
        rows, {.key = "fingerprint.secret_file",
               .meaning = "Reads the secret from a file instead; line ends behind it do not count."});
}

void add_window(Rows& rows) {
    add<&Config::log, &LogOptions::folder>(
        rows,
        {.key = "log.folder",
         .meaning = "Where the fingerprint log is kept, so that a restart remembers the window; empty: in "
                    "memory only.",
         .when_unset = "log in state_folder"});
    add<&Config::log, &LogOptions::segment_bytes_max>(
        rows,
        {.key = "log.segment_bytes_max",
         .type = SettingType::Bytes,
         .bounds = {kM, 4 * kG},
         .meaning = "A full segment is closed and later deleted whole; larger keeps expired entries on disk "
                    "longer."});
    add<&Config::index, &IndexOptions::bytes_max>(
        rows,
        {.key = "index.bytes_max",
         .type = SettingType::Bytes,
         .bounds = {8 * kM, 4 * kG * 1024},
         .meaning =
             "Memory for the articles new ones are compared with; when it is full the oldest go first."});
    add<&Config::index, &IndexOptions::window_exact>(
        rows,
        {.key = "index.window_exact",
         .type = SettingType::TimeSpan,
         .bounds = {kHour, 3650 * kDay, kHour},
         .meaning = "How long exact copies and item ids are remembered; longer fills the index sooner."});
    add<&Config::index, &IndexOptions::window_copy>(
        rows, {.key = "index.window_copy",
               .type = SettingType::TimeSpan,
               .bounds = {kHour, 3650 * kDay, kHour},
               .meaning = "How long texts are compared for copied passages; longer fills the index sooner."});
    add<&Config::index, &IndexOptions::window_story>(
        rows,
        {.key = "index.window_story",
         .type = SettingType::TimeSpan,
         .bounds = {kHour, 3650 * kDay, kHour},
         .meaning = "How long rewrites and other reports of the same event are looked for; longer fills "
                    "the index sooner."});
}

void add_pipeline(Rows& rows) {
    add<&Config::pipeline, &PipelineOptions::workers>(
        rows, {.key = "pipeline.workers",
               .type = SettingType::Integer,
               .bounds = {0, 256},
               .meaning = "Threads that parse and fingerprint; each costs scratch memory. 0 chooses.",
               .when_unset = "one per core, fewer where memory.budget_bytes is tight"});
    add<&Config::pipeline, &PipelineOptions::inflight_bytes_max>(
        rows,
        {.key = "pipeline.inflight_bytes_max",
         .type = SettingType::Bytes,
         .bounds = {kM, 64 * kG},
         .meaning =
             "Weight of all records between their arrival and the acknowledgment of their outputs: twice "
             "the payload and 5KiB each; larger hides a slower output and costs memory."});
    add<&Config::pipeline, &PipelineOptions::batch_bytes_max>(
        rows, {.key = "pipeline.batch_bytes_max",
               .type = SettingType::Bytes,
               .bounds = {4 * kK, 64 * kM},
               .meaning = "Input handed from stage to stage at once; larger is cheaper and costs latency."});
    add<&Config::pipeline, &PipelineOptions::batch_records_max>(
        rows,
        {.key = "pipeline.batch_records_max",
         .type = SettingType::Integer,
         .bounds = {1, 100'000},
         .meaning = "Records handed from stage to stage at once; larger is cheaper and costs latency."});
    add<&Config::pipeline, &PipelineOptions::drain_deadline>(
        rows,
        {.key = "pipeline.drain_deadline",
         .type = SettingType::TimeSpan,
         .bounds = {100 * kMs, 10 * kMinute},
         .meaning =
             "After SIGTERM, how long to finish what is in flight; stay below the patience of systemd or "
             "Kubernetes.",
         .reloadable = true});
}

void add_sink(Rows& rows) {
    add<&Config::sink_kind>(rows, {.key = "sink.kind",
                                   .type = SettingType::Word,
                                   .meaning = "Where records go: NDJSON files, or Kafka topics."});
    add<&Config::enrich, &EnrichOptions::rewrites_are_unique>(
        rows,
        {.key = "sink.rewrites_are_unique",
         .type = SettingType::Boolean,
         .meaning = "Send all rewrites, the same article in other words, to the unique articles; else those "
                    "go to the duplicates whose numbers agree with their source's. How they are labelled "
                    "does not change but for isDuplicate."});
    add<&Config::sink_files, &FilesSinkOptions::folder>(
        rows,
        {.key = "sink.files.folder",
         .rule = kNotEmpty,
         .meaning = "Where unique.ndjson, duplicates.ndjson, retractions.ndjson and dead_letters.ndjson are "
                    "written."});
    add<&Config::sink_kafka, &KafkaSinkOptions::unique_topic>(
        rows, {.key = "sink.kafka.unique_topic", .rule = kTopic, .meaning = "Articles to publish."});
    add<&Config::sink_kafka, &KafkaSinkOptions::duplicates_topic>(
        rows, {.key = "sink.kafka.duplicates_topic",
               .rule = kTopic,
               .meaning = "Articles that say again what another one said, whole and labelled."});
    add<&Config::sink_kafka, &KafkaSinkOptions::retractions_topic>(
        rows, {.key = "sink.kafka.retractions_topic",
               .rule = kTopic,
               .meaning = "Kills and holds, with the items they affect."});
    add<&Config::sink_kafka, &KafkaSinkOptions::dead_letters_topic>(
        rows, {.key = "sink.kafka.dead_letters_topic",
               .rule = kTopic,
               .meaning = "Records that cannot be processed, with the reason and the original bytes."});
    add<&Config::sink_kafka, &KafkaSinkOptions::record_bytes_max>(
        rows,
        {.key = "sink.kafka.record_bytes_max",
         .type = SettingType::Bytes,
         .bounds = {16 * kK, 64 * kM},
         .meaning = "Largest enriched record, key and headers included; a larger one becomes a dead letter. "
                    "Not above max.message.bytes of the topics."});
    add<&Config::sink_kafka, &KafkaSinkOptions::dead_letter_bytes_max>(
        rows,
        {.key = "sink.kafka.dead_letter_bytes_max",
         .type = SettingType::Bytes,
         .bounds = {kK, 64 * kM},
         .meaning = "Of a larger original this much is kept. Not above max.message.bytes of the topic."});
    add<&Config::sink_kafka, &KafkaSinkOptions::linger>(
        rows,
        {.key = "sink.kafka.linger",
         .type = SettingType::TimeSpan,
         .bounds = {0, 10 * kSecond},
         .meaning = "How long the producer gathers records; longer makes larger, cheaper requests and costs "
                    "latency."});
    add<&Config::sink_kafka, &KafkaSinkOptions::compression>(
        rows,
        {.key = "sink.kafka.compression",
         .type = SettingType::Word,
         .words = kCompressionWords,
         .meaning = "How output is compressed; zstd is smallest and costs about twice the time of lz4."});
}

void add_http(Rows& rows) {
    add<&Config::http, &HttpOptions::enabled>(rows, {.key = "http.enabled",
                                                     .type = SettingType::Boolean,
                                                     .meaning = "Serves metrics, probes and the page."});
    add<&Config::http, &HttpOptions::address>(
        rows, {.key = "http.address",
               .rule = kIpAddress,
               .meaning =
                   "Where to listen; there is no password, so leave loopback only behind a network policy."});
    add<&Config::http, &HttpOptions::port>(rows, {.key = "http.port",
                                                  .type = SettingType::Integer,
                                                  .bounds = {0, 65'535},
                                                  .meaning = "The port; 0 takes any free one."});
    add<&Config::http, &HttpOptions::header_bytes_max>(
        rows, {.key = "http.header_bytes_max",
               .type = SettingType::Bytes,
               .bounds = {kK, kM},
               .meaning = "Largest request head; larger costs memory for each connection."});
    add<&Config::http, &HttpOptions::connections_max>(
        rows, {.key = "http.connections_max",
               .type = SettingType::Integer,
               .bounds = {1, 10'000},
               .meaning = "Connections served at once; at the limit a new one takes the place of the longest "
                          "idle. Larger costs memory for each."});
    add<&Config::http, &HttpOptions::request_timeout>(
        rows,
        {.key = "http.request_timeout",
         .type = SettingType::TimeSpan,
         .bounds = {100 * kMs, 10 * kMinute},
         .meaning =
             "How long a client may take for its request head, and again for reading the answer; longer "
             "lets slow clients hold connections."});
    add<&Config::http, &HttpOptions::idle_timeout>(
        rows, {.key = "http.idle_timeout",
               .type = SettingType::TimeSpan,
               .bounds = {kSecond, kHour},
               .meaning = "How long a connection may wait for its next request; longer than a scrape "
                          "interval saves a connect."});
}

[[nodiscard]] Rows make_table() {
    Rows rows;
    for (const auto add_section : {add_process, add_source, add_kafka_source, add_kafka, add_stages,
                                   add_window, add_pipeline, add_sink, add_http}) {
        add_section(rows);
    }
    return rows;
}

/// Levenshtein's distance: letters to change, add or remove.
[[nodiscard]] std::size_t edits_between(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

[[nodiscard]] std::string_view last_part(std::string_view key) {
    return key.substr(key.rfind('.') + 1);
}

}  // namespace

std::string_view Setting::section() const {
    return key.substr(0, key.find('.') == key.npos ? 0 : key.rfind('.'));
}
std::string_view Setting::name() const {
    return last_part(key);
}

std::span<const Setting> settings() {
    static const Rows table = make_table();
    return table;
}

const Setting* find_setting(std::string_view key) {
    for (const Setting& setting : settings()) {
        if (setting.key == key) return &setting;
    }
    return nullptr;
}

const Setting* find_properties(std::string_view key) {
    for (const Setting& setting : settings()) {
        const std::size_t bytes = setting.key.size();
        if (setting.type != SettingType::Properties || !key.starts_with(setting.key)) continue;
        if (key.size() > bytes + 1 && key[bytes] == '.') return &setting;
    }
    return nullptr;
}

std::string environment_name(std::string_view key) {
    std::string name = "WIREFOLD_";
    for (const char c : key)
        name += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return name;
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& names) {
    constexpr std::size_t kNameBytesMax = 200;  // a longer one is no slip, and the distance costs the product
    if (name.size() > kNameBytesMax) return {};
    std::size_t fewest = std::max<std::size_t>(2, name.size() / 4) + 1;
    std::string nearest;
    for (const std::string& candidate : names) {
        const std::size_t edits = edits_between(name, candidate);
        if (edits >= fewest) continue;
        fewest = edits;
        nearest = candidate;
    }
    if (!nearest.empty()) return nearest;
    // The right word in the wrong table.
    const auto same_word = std::find_if(names.begin(), names.end(), [&](const std::string& candidate) {
        return last_part(candidate) == last_part(name);
    });
    return same_word == names.end() ? std::string{} : *same_word;
}

std::vector<const Setting*> differences(const Config& a, const Config& b) {
    std::vector<const Setting*> different;
    for (const Setting& setting : settings()) {
        if (setting.get(a) != setting.get(b)) different.push_back(&setting);
    }
    return different;
}

}  // namespace wirefold
