#pragma once

#include "daemon/fingerprint/options.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// What Fingerprinter does, in plain words: every shingle by itself, every window by itself. Slow.
/// Tests compare.
[[nodiscard]] Fingerprint fingerprint_reference(const NormalizedText& body, const NormalizedText& title,
                                                const FingerprintOptions& options);

}  // namespace wirefold
