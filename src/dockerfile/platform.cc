#include "dockerfile/platform.h"

#include <algorithm>

#include "dockerfile/predefined.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

Fact platforms() {
  static const Fact table = facts::table("platforms");
  return table;
}

bool consists_of(std::string_view part, std::string_view others) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.find(c) != others.npos;
  });
}

std::string normal(std::string_view word) {
  const std::string text = lower(word);
  const Fact other = platforms()["normal"][text];
  return other.exists() ? std::string(other.string()) : text;
}

}  // namespace

std::optional<Platform> parse_platform(std::string_view text) {
  Platform platform;
  size_t slash = text.find('/');
  std::string_view os = text.substr(0, slash);
  if (const size_t bracket = os.find('('); bracket != os.npos) {
    const std::string_view version = os.substr(bracket + 1);
    if (!version.ends_with(')') || (version.size() > 1 && !consists_of(version.substr(0, version.size() - 1), ".%-+_")))
      return std::nullopt;
    os = os.substr(0, bracket);
  }
  if (!consists_of(os, "_-")) return std::nullopt;
  if (slash == text.npos) {
    (platforms()["systems"].has(normal(os)) ? platform.os : platform.architecture) = normal(os);
    if (platform.os.empty() && !platforms()["architectures"].has(platform.architecture)) return std::nullopt;
    return platform;
  }
  platform.os = normal(os);
  std::string_view rest = text.substr(slash + 1);
  slash = rest.find('/');
  const std::string_view architecture = rest.substr(0, slash);
  if (!consists_of(architecture, "_.-")) return std::nullopt;
  platform.architecture = normal(architecture);
  if (slash != rest.npos) {
    if (!consists_of(rest.substr(slash + 1), "_.-")) return std::nullopt;
    platform.variant = rest.substr(slash + 1);
  }
  return platform;
}

std::string_view architecture_of(const ImageRef& image) {
  const Fact words = platforms()["words"];
  if (image.effective_registry() == "docker.io") {
    const size_t slash = image.repository.find('/');
    if (slash != image.repository.npos) {
      const Fact word = words[image.repository.substr(0, slash)];
      if (word.exists()) return word.string();
    }
  }
  const std::string_view tag = image.tag.value_or(std::string_view());
  const Fact word = words[tag.substr(tag.rfind('-') + 1)];
  return word.string();
}

}  // namespace plimsoll::dockerfile
