#include "kubernetes/version.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace plimsoll::kubernetes {

constinit const Option<int64_t> kVersion{"kubernetes-version", "the minor number of the release", kNewestVersion};

int target_version(const Context& ctx) { return static_cast<int>(ctx[kVersion]); }

std::optional<int> parse_version(std::string_view release) {
  if (release.starts_with('v')) release.remove_prefix(1);
  if (!release.starts_with("1.")) return std::nullopt;
  release.remove_prefix(2);
  int minor = 0;
  const auto [end, error] = std::from_chars(release.data(), release.data() + release.size(), minor);
  const std::string_view patch = release.substr(static_cast<size_t>(end - release.data()));
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool good =
      patch.empty() || (patch.size() > 1 && patch[0] == '.' && std::all_of(patch.begin() + 1, patch.end(), is_digit));
  if (error != std::errc() || !good || minor < kOldestVersion || minor > kNewestVersion) return std::nullopt;
  return minor;
}

std::string unknown_version_message(std::string_view release) {
  return fmt::format("'{}' is not a release of Kubernetes from 1.{} to 1.{}", release, kOldestVersion, kNewestVersion);
}

}  // namespace plimsoll::kubernetes
