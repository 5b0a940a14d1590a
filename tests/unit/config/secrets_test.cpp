#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "daemon/config/print.hpp"
#include "daemon/core/hash.hpp"
#include "tests/unit/config/config_text.hpp"

using namespace wirefold;

namespace {

/// A file that is gone with the test.
class SecretFile {
public:
    explicit SecretFile(std::string_view content)
        : path_((std::filesystem::temp_directory_path() / ("wirefold_secret_" + to_hex(hash64(content))))
                    .string()) {
        std::ofstream{path_, std::ios::binary} << content;
    }
    SecretFile(const SecretFile&) = delete;
    SecretFile& operator=(const SecretFile&) = delete;
    ~SecretFile() { std::filesystem::remove(path_); }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

[[nodiscard]] bool shows(const std::string& text, std::string_view secret) {
    return text.find(secret) != std::string::npos;
}

}  // namespace

TEST_SUITE("config/secrets") {
    TEST_CASE("the seed is made from the secret, wherever that comes from") {
        const SecretFile file{"open sesame\n\r\n"};
        const LoadResult from_file = load("fingerprint.secret_file = \"" + file.path() + "\"\n");
        const LoadResult from_text = load("fingerprint.secret = \"open sesame\"\n");
        const LoadResult from_variable = load({}, {{"WIREFOLD_FINGERPRINT_SECRET", "open sesame"}});
        REQUIRE(from_file.has_value());
        REQUIRE(from_text.has_value());
        REQUIRE(from_variable.has_value());
        CHECK(from_file->config.fingerprint.seed == hash64("open sesame"));
        CHECK(from_text->config.fingerprint.seed == hash64("open sesame"));
        CHECK(from_variable->config.fingerprint.seed == hash64("open sesame"));
    }

    TEST_CASE("client properties are read from files, too") {
        const SecretFile file{"hunter2\n"};
        const LoadResult loaded = load("[kafka.secret_files]\nsasl.password = \"" + file.path() + "\"\n");
        REQUIRE(loaded.has_value());
        CHECK(loaded->config.kafka.client.at("sasl.password") == "hunter2");
    }

    TEST_CASE("secrets never reach print-config") {
        const SecretFile file{"from-a-file"};
        const LoadResult loaded = load(
            "fingerprint.secret = \"in-the-text\"\n[kafka.client]\nssl.key.password = "
            "\"in-a-property\"\nclient.id = \"open\"\n"
            "[kafka.secret_files]\nsasl.password = \"" +
                file.path() + "\"\n",
            {{"WIREFOLD_KAFKA_CLIENT_SASL_OAUTHBEARER_CLIENT_SECRET", "in-a-variable"}});
        REQUIRE(loaded.has_value());
        const std::string printed = print_config(*loaded);
        CAPTURE(printed);
        for (const auto* secret : {"in-the-text", "in-a-property", "from-a-file", "in-a-variable"})
            CHECK_FALSE(shows(printed, secret));
        CHECK(shows(printed, "secret = \"<redacted>\"  # t.toml:1:22"));
        CHECK(shows(printed, "\"ssl.key.password\" = \"<redacted>\"  # t.toml:3:20"));
        CHECK(shows(printed, "\"sasl.password\" = \"" + file.path() + "\""));
        CHECK(shows(printed, "\"client.id\" = \"open\""));
    }

    TEST_CASE("what print-config shows in place of a secret is not taken for one") {
        CHECK(problem_of("fingerprint.secret = \"<redacted>\"\n")
                  .starts_with("t.toml:1:22: fingerprint.secret: is what print-config shows"));
        CHECK(problem_of("[kafka.client]\nsasl.password = \"<redacted>\"\n")
                  .starts_with("t.toml:2:17: kafka.client.sasl.password: is what print-config shows"));
    }

    TEST_CASE("secrets never reach a message") {
        const LoadOptions refusing{
            .environment = {{"WIREFOLD_FINGERPRINT_SECRET", "s3cr3t\xff"}},
            .refused_property = [](std::string_view) { return std::optional<std::string>{"no"}; },
            .cores = 1};
        for (const auto* text :
             {"fingerprint.secret = s3cr3t\n", "fingerprint.secret = [\"s3cr3t\"]\n",
              "fingerprint.secret = \"s3cr3t\\u0001\"\n", "[kafka.client]\nsasl.password = \"s3cr3t\"\n",
              "[kafka.client]\nsasl.password = s3cr3t\n", "[kafka.client]\nsasl.password = [\"s3cr3t\"]\n",
              "[kafka.client]\nsasl.password = \"s3cr3t\\u0000\"\n"}) {
            CAPTURE(text);
            const LoadResult loaded = load_text(text, "t.toml", refusing);
            REQUIRE_FALSE(loaded.has_value());
            CHECK(loaded.error().size() == 2);
            CHECK_FALSE(shows(describe(loaded.error()), "s3cr3t"));
        }
        const std::string digits = problem_of("fingerprint.secret = 31415926535897932384626433\n");
        CHECK_FALSE(shows(digits, "3141592653"));
    }

    TEST_CASE("a secret file that cannot be read is a problem at the key") {
        CHECK(problem_of("fingerprint.secret_file = \"/nonexistent\"\n") ==
              "t.toml:1:27: fingerprint.secret_file: open /nonexistent: no such file or directory");
        CHECK(problem_of("[kafka.secret_files]\nsasl.password = \"/tmp\"\n") ==
              "t.toml:2:17: kafka.secret_files.sasl.password: read /tmp: not a regular file");
        const SecretFile empty{"\n"};
        CHECK(problem_of("fingerprint.secret_file = \"" + empty.path() + "\"\n").ends_with(": empty"));
        const SecretFile large{std::string(70'000, 'x')};
        CHECK(problem_of("fingerprint.secret_file = \"" + large.path() + "\"\n")
                  .ends_with(": larger than 65536 bytes"));
    }

    TEST_CASE("a secret is given once") {
        const SecretFile file{"x"};
        CHECK(problem_of("[fingerprint]\nsecret = \"y\"\nsecret_file = \"" + file.path() + "\"\n") ==
              "t.toml:3:15: fingerprint.secret_file: fingerprint.secret is set as well; must be one of the "
              "two");
        CHECK(problem_of("[kafka.client]\nsasl.password = \"y\"\n[kafka.secret_files]\nsasl.password = \"" +
                         file.path() + "\"\n") ==
              "t.toml:4:17: kafka.secret_files.sasl.password: kafka.client.sasl.password is set as well; "
              "must be one of the two");
    }
}
