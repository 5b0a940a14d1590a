#pragma once

#include <memory>
#include <string_view>
#include <variant>
#include <vector>

#include "daemon/core/arena.hpp"
#include "daemon/decode/options.hpp"
#include "daemon/model/document.hpp"
#include "daemon/model/raw_batch.hpp"
#include "daemon/model/rejected.hpp"

namespace wirefold {

/// Bytes → Document: one pass of simdjson over the record, steered by a profile's table of JSON pointers.
///
/// Every byte of the record is either validated and carried into the output, or the record is rejected: no
/// broken value can pass through unread.
/// Threads: one decoder per worker; it owns the parser's scratch.
class Decoder {
public:
    /// `options.profile` must be "auto" or name a built-in profile.
    explicit Decoder(const DecodeOptions& options);
    Decoder(Decoder&&) noexcept;
    Decoder& operator=(Decoder&&) noexcept;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    ~Decoder();

    /// Ownership: small fields are copied into `arena`; output pieces (appended to `pieces`) point into the
    /// record's payload or into static text; `Document::body` lives until the next call.
    [[nodiscard]] std::variant<Document, Rejected> decode(const RawRecord& record, Arena& arena,
                                                          std::vector<std::string_view>& pieces);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold
