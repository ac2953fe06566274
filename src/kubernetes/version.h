// Releases of Kubernetes, by their minor number: 34 stands for 1.34 and all its patches.
//
//   if (target_version(ctx) >= 35) …
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "context.h"
#include "option.h"

namespace plimsoll::kubernetes {

// The release that manifests are judged for. It is the same for all rules of a run (--kubernetes-version), and the rule
// set gives it to each of them.
int target_version(const Context& ctx);
extern const Option<int64_t> kVersion;

// What the tables of rules/data/ know: removals from the oldest on, the fields of objects from 1.28 on.
inline constexpr int kOldestVersion = 8;
inline constexpr int kNewestVersion = 36;

// 34 for "1.34", "v1.34" and "1.34.2"; nothing for what is no release between the oldest and the newest.
std::optional<int> parse_version(std::string_view release);

// Why a release is refused: "'1.99' is not a release of Kubernetes from 1.8 to 1.36".
std::string unknown_version_message(std::string_view release);

}  // namespace plimsoll::kubernetes
