#include "kubernetes/vulnerable_components.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string>

#include "facts/facts.h"

namespace plimsoll::kubernetes {
namespace {

using Version = std::array<int, 3>;

// What the tag may stand for: "2.1" is any version from 2.1.0 on below 2.2.
struct Versions {
  Version first{};
  Version last{};
};

std::optional<Versions> versions_of(std::string_view tag) {
  if (tag.starts_with('v')) tag.remove_prefix(1);
  tag = tag.substr(0, tag.find_first_of("-+_"));
  Versions versions;
  versions.last.fill(std::numeric_limits<int>::max());
  for (size_t i = 0; i < 3; ++i) {
    const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), versions.first[i]);
    if (error != std::errc()) return std::nullopt;
    versions.last[i] = versions.first[i];
    tag.remove_prefix(static_cast<size_t>(end - tag.data()));
    if (tag.empty()) return versions;
    if (tag[0] != '.') return std::nullopt;
    tag.remove_prefix(1);
  }
  return std::nullopt;
}

bool lies_in(const Versions& versions, std::string_view from, std::string_view before) {
  const auto low = versions_of(from), high = versions_of(before);
  return (!low || versions.first >= low->first) && high && versions.last < high->first;
}

bool is_repository(const ImageRef& image, std::string_view suffix) {
  const std::string whole = "/" + image.effective_repository();
  return whole.ends_with("/" + std::string(suffix));
}

}  // namespace

std::optional<KnownFlaw> known_flaw(const ImageRef& image) {
  const auto versions = versions_of(image.tag.value_or(""));
  if (!versions) return std::nullopt;
  for (Fact entry : facts::table("vulnerable-components").items()) {
    const auto repositories = entry["repositories"].items();
    if (std::none_of(repositories.begin(), repositories.end(),
                     [&](Fact each) { return is_repository(image, each.string()); }))
      continue;
    for (const auto& [from, before] : entry["versions"].entries()) {
      if (lies_in(*versions, from, before.string()))
        return KnownFlaw{entry["name"].string(), entry["flaw"].string(), entry["power"].string()};
    }
  }
  return std::nullopt;
}

std::optional<KnownFlaw> known_flaw_by(std::string_view entry, const ImageRef& image) {
  const auto versions = versions_of(image.tag.value_or(""));
  std::string_view from, before, flaw = "a known flaw";
  for (size_t count = 0; !entry.empty(); ++count) {
    const size_t end = std::min(entry.find(' '), entry.size());
    const std::string_view word = entry.substr(0, end);
    if (count == 0 && !is_repository(image, word)) return std::nullopt;
    if (word.starts_with(">=")) {
      from = word.substr(2);
    } else if (word.starts_with('<')) {
      before = word.substr(1);
    } else if (count > 0) {
      flaw = entry;
      break;
    }
    entry.remove_prefix(std::min(end + 1, entry.size()));
  }
  if (!versions || !lies_in(*versions, from, before)) return std::nullopt;
  return KnownFlaw{{}, flaw, {}};
}

}  // namespace plimsoll::kubernetes
