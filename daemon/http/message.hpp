#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wirefold {

/// A GET or HEAD request, as its callback sees it. The two look the same: the server drops the body for HEAD.
struct HttpRequest {
    std::string path;  ///< Percent-decoded, without the query.
    /// Of the query, percent-decoded, in order.
    std::vector<std::pair<std::string, std::string>> parameters;

    /// The first value given for `name`, empty for one without `=`; null when it is not given at all.
    [[nodiscard]] const std::string* parameter(std::string_view name) const;
};

struct HttpResponse {
    unsigned status = 200;
    std::string content_type = "text/plain; charset=utf-8";
    std::string body;
    /// Beside those that every answer has. One whose value holds a line break is left out: it would be two.
    std::vector<std::pair<std::string, std::string>> headers{};
};

/// A short answer in plain text; ends with a line feed.
[[nodiscard]] HttpResponse text_response(unsigned status, std::string_view line);

/// One path and who answers it.
///
/// Threads: `answer` runs on the io thread, where it holds up every other connection: it must be quick.
/// Errors:  an exception from it becomes a 500.
struct HttpRoute {
    std::string path;  ///< Compared whole, after percent-decoding: "/metrics".
    std::function<HttpResponse(const HttpRequest&)> answer;
};

}  // namespace wirefold
