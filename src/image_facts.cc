#include "image_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <string>
#include <vector>

#include "facts/facts.h"
#include "glob_set.h"

namespace plimsoll {
namespace {

Fact images() {
  static const Fact table = facts::table("images");
  return table;
}

// The parts that are asked for again and again.
Fact known_images() {
  static const Fact table = images()["images"];
  return table;
}
Fact products() {
  static const Fact table = images()["products"];
  return table;
}
Fact systems() {
  static const Fact table = images()["systems"];
  return table;
}
Fact debian_names() {
  static const Fact table = products()["debian"]["names"];
  return table;
}
Fact ubuntu_names() {
  static const Fact table = products()["ubuntu"]["names"];
  return table;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The name under which the table may know the repository.
std::string find_table_name(const ImageRef& image) {
  std::string name = image.effective_repository();
  if (image.effective_registry() == "docker.io") {
    if (name.starts_with("library/")) name.erase(0, 8);
  } else {
    name = std::string(image.effective_registry()) + "/" + name;
  }
  static const Fact mirrors = images()["mirrors"], aliases = images()["aliases"];
  for (Fact mirror : mirrors.items()) {
    if (!name.starts_with(mirror.string())) continue;
    name.erase(0, mirror.string().size());
    break;
  }
  const Fact alias = aliases[name];
  return alias.exists() ? std::string(alias.string()) : name;
}

// Some files together have few images, and most rules ask about the same ones in turn.
const std::string& table_name(const ImageRef& image) {
  struct Known {
    std::string registry, repository, name;
  };
  thread_local std::array<Known, 128> known;
  Known& slot = known[std::hash<std::string_view>()(image.repository) % known.size()];
  if (slot.name.empty() || slot.repository != image.repository || slot.registry != image.registry) {
    slot = {std::string(image.registry), std::string(image.repository), find_table_name(image)};
  }
  return slot.name;
}

// The table's entry for the image, or for all below its folder: "ghcr.io/cross-rs/*".
Fact entry_of(const ImageRef& image) {
  const std::string name = table_name(image);
  if (const Fact entry = known_images()[name]; entry.exists()) return entry;
  const size_t slash = name.rfind('/');
  return slash == name.npos ? Fact() : known_images()[name.substr(0, slash) + "/*"];
}

// One of the globs fits the table's name, or, if it has a ":", the name with the tag.
class ImageGlobs {
 public:
  explicit ImageGlobs(Fact globs) {
    for (Fact glob : globs.items()) {
      (glob.string().find(':') == std::string_view::npos ? names_ : tagged_).add(glob.string());
    }
  }
  bool fit(const ImageRef& image) const {
    const std::string& name = table_name(image);
    return names_.fits(name) ||
           (!tagged_.empty() && tagged_.fits(name + ":" + std::string(image.tag.value_or("latest"))));
  }

 private:
  GlobSet names_, tagged_;
};

std::string_view tag_of(const ImageRef& image) { return image.tag.value_or(std::string_view()); }

// "20-bookworm-slim" -> 20, bookworm, slim
std::vector<std::string_view> parts_of(std::string_view tag) {
  std::vector<std::string_view> parts;
  while (!tag.empty()) {
    const size_t dash = tag.find('-');
    parts.push_back(tag.substr(0, dash));
    tag.remove_prefix(dash == tag.npos ? tag.size() : dash + 1);
  }
  return parts;
}

bool has_part(std::string_view tag, Fact words) {
  const auto parts = parts_of(tag);
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return words.has(part) || std::any_of(words.items().begin(), words.items().end(), [&](Fact word) {
             // "jre17" is a jre, "jdk11" a jdk.
             return part.starts_with(word.string()) && part.size() > word.string().size() &&
                    is_digit(part[word.string().size()]);
           });
  });
}

// The digits and dots at the head, without a leading "v" and a trailing dot.
std::string_view version_at_head(std::string_view part) {
  if (part.size() > 1 && part[0] == 'v' && is_digit(part[1])) part.remove_prefix(1);
  size_t size = 0;
  while (size < part.size() && (is_digit(part[size]) || part[size] == '.')) ++size;
  while (size > 0 && part[size - 1] == '.') --size;
  return part.substr(0, size);
}

struct Release {
  Fact product;
  std::string_view release;
  std::string_view word;
};

// The release of the product that `part` names: a name of its own, or the longest run of version components in the
// table.
std::optional<Release> release_named(Fact product, std::string_view part) {
  if (const Fact name = product["names"][part]; name.exists()) return Release{product, name.string(), part};
  for (std::string_view version = version_at_head(part); !version.empty();) {
    if (product["releases"].has(version)) return Release{product, version, part};
    const size_t dot = version.rfind('.');
    version = dot == version.npos ? std::string_view() : version.substr(0, dot);
  }
  return std::nullopt;
}

// "bookworm", "jammy", "alpine3.15", "al2", "ltsc2019": words of a tag that say the distribution and its release.
std::optional<Release> distribution_named(std::string_view part) {
  if (part.empty()) return std::nullopt;
  static const std::array named = {products()["debian"], products()["ubuntu"], products()["amazon-linux"],
                                   products()["oracle-linux"], products()["windows-server"]};
  for (const Fact& product : named) {
    if (is_digit(part[0])) break;
    const Fact release = product["names"][part];
    if (release.exists()) return Release{product, release.string(), part};
  }
  if (part.starts_with("alpine")) return release_named(products()["alpine-linux"], part.substr(6));
  return std::nullopt;
}

std::optional<EndOfLife> ended(const Release& release, std::string_view word, Date by) {
  const std::string_view end = release.product["releases"][release.release].string();
  const std::optional<Date> date = parse_date(end);
  if (end != "ended" && (!date || *date > by)) return std::nullopt;
  EndOfLife result{release.product["name"].string(), release.release, date, word, {}};
  for (const auto& [name, day] : release.product["releases"].entries()) {
    const std::optional<Date> last = parse_date(day.string());
    if (result.supported.size() < 3 && day.string() != "ended" && (!last || *last > by))
      result.supported.push_back(name);
  }
  return result;
}

struct ParsedTag {
  std::string_view version;  // or a channel such as "lts"
  std::string_view variant;
  std::string_view suite;
};

// VERSION[-VARIANT][-SUITE] with words that the table knows; nothing else.
std::optional<ParsedTag> parse_tag(Fact image, std::string_view tag) {
  ParsedTag parsed;
  auto parts = parts_of(tag);
  size_t next = 0;
  auto is_suite = [](std::string_view part) { return debian_names().has(part) || ubuntu_names().has(part); };
  const Fact product = products()[image["product"].string()];
  if (next < parts.size() &&
      (version_at_head(parts[next]).size() == parts[next].size() || image["channels"].has(parts[next]) ||
       (product["names"].has(parts[next]) && !is_suite(parts[next])))) {
    parsed.version = parts[next++];
  }
  if (next < parts.size() && image["variants"].has(parts[next])) parsed.variant = parts[next++];
  if (next < parts.size() && is_suite(parts[next])) parsed.suite = parts[next++];
  if (next != parts.size()) return std::nullopt;
  if (parsed.version == "latest") parsed.version = {};
  return parsed;
}

std::string join(std::initializer_list<std::string_view> parts) {
  std::string tag;
  for (std::string_view part : parts) {
    if (part.empty()) continue;
    if (!tag.empty()) tag += '-';
    tag += part;
  }
  return tag;
}

}  // namespace

Date known_date() {
  static const Date date = parse_date(images()["as-of"].string()).value_or(Date());
  return date;
}

std::optional<EndOfLife> end_of_life(const ImageRef& image, Date by) {
  const Fact facts = known_images()[table_name(image)];
  const Fact product = products()[facts["product"].string()];
  if (const Fact release = facts["release"]; release.exists()) {
    return ended({product, release.string(), image.repository}, image.repository, by);
  }
  const auto parts = parts_of(tag_of(image));
  if (parts.empty()) return std::nullopt;
  if (const auto release = release_named(product, parts[0])) {
    if (auto end = ended(*release, parts[0], by)) return end;
  }
  // The words behind the version are a distribution's for official images and a few others; elsewhere they may mean
  // anything.
  if (!facts.exists() && image.official_name().empty()) return std::nullopt;
  for (std::string_view part : parts) {
    if (const auto release = distribution_named(part)) {
      if (auto end = ended(*release, part, by)) return end;
    }
  }
  return std::nullopt;
}

std::string in_words(const EndOfLife& end, bool past) {
  const std::string_view form = !end.date ? "gets no more security fixes"
                                : past    ? "has had no security fixes since "
                                          : "gets no security fixes after ";
  return fmt::format("{} {} {}{}{}{}", end.product, end.release, form, end.date ? to_string(*end.date) : "",
                     end.supported.empty() ? "" : "; supported: ", fmt::join(end.supported, ", "));
}

std::optional<DeprecatedImage> deprecated_image(const ImageRef& image) {
  const Fact table = images()["deprecated"];
  const std::string_view tag = tag_of(image);
  // The name as written and the table's name: an alias may be the name that is out of use.
  std::string written = image.effective_repository();
  if (image.effective_registry() != "docker.io") written = fmt::format("{}/{}", image.effective_registry(), written);
  for (std::string name : {written, table_name(image)}) {
    Fact found = table[name];
    for (size_t slash = name.rfind('/'); !found.exists() && slash != name.npos && slash > 0;
         slash = name.rfind('/', slash - 1)) {
      found = table[name.substr(0, slash) + "/*"];
    }
    if (!found.exists()) continue;
    const bool moving = !image.digest && (tag.empty() || tag == "latest");
    if (found["tags"].string() == (moving ? "versioned" : "untagged")) continue;
    return DeprecatedImage{found["why"].string(), found["use"].string()};
  }
  if (!image.official_name().empty() && (tag == "onbuild" || tag.ends_with("-onbuild"))) {
    return DeprecatedImage{"is an onbuild variant, and those get no more updates", {}};
  }
  return std::nullopt;
}

std::optional<std::string> slimmer_tag(const ImageRef& image, Slimming kind) {
  if (image.digest) return std::nullopt;
  const Fact facts = known_images()[table_name(image)];
  const auto tag = parse_tag(facts, tag_of(image));
  if (!facts.exists() || !tag) return std::nullopt;
  if (kind == Slimming::alpine) {
    const Fact alpine = facts["alpine"];
    if (alpine.string() == "yes") return join({tag->version, tag->variant, "alpine"});
    const bool plain = tag->variant.empty() && alpine.size() > 0;
    if (!plain && !alpine.has(tag->variant)) return std::nullopt;
    return join({tag->version, tag->variant, "alpine"});
  }
  const std::string_view form = facts["slim"].string();
  if (form == "alpine") return slimmer_tag(image, Slimming::alpine);
  if (form.empty() || facts["full-only"].has(tag->version)) return std::nullopt;
  if (form == "jre") {
    if (tag->version.empty() || tag->variant == "jre") return std::nullopt;
    return join({tag->version, "jre", tag->suite});
  }
  // Suites that were gone before slim variants were built.
  constexpr std::array kSuitesWithSlim = {"stretch", "buster", "bullseye", "bookworm", "trixie",
                                          "forky",   "focal",  "jammy",    "noble"};
  const bool suite_has_slim = tag->suite.empty() || std::find(kSuitesWithSlim.begin(), kSuitesWithSlim.end(),
                                                              tag->suite) != kSuitesWithSlim.end();
  if (!suite_has_slim) return std::nullopt;
  if (form == "first") return join({tag->version, tag->variant, "slim", tag->suite});
  if (form == "last-no-suite" && !tag->suite.empty()) return std::nullopt;
  if (image.official_name() == "debian" && tag->version.empty() && tag->suite.empty()) return "stable-slim";
  return join({tag->version, tag->variant, tag->suite, "slim"});
}

std::string_view leaner_image(const ImageRef& image) {
  static const Fact big = images()["big"];
  const std::string name = table_name(image);
  for (const auto& [glob, fact] : big.entries()) {
    if (fits_glob(glob, name) && !has_part(tag_of(image), fact["tags-except"])) {
      if (!fact["tags-only"].exists() || has_part(tag_of(image), fact["tags-only"])) return fact["use"].string();
    }
  }
  return {};
}

std::string_view distroless_image(const ImageRef& image) { return images()["distroless"][table_name(image)].string(); }

bool is_unprivileged(const ImageRef& image) {
  static const ImageGlobs unprivileged(images()["unprivileged"]["images"]), except(images()["unprivileged"]["except"]);
  return unprivileged.fit(image) && !except.fit(image);
}

bool has_healthcheck(const ImageRef& image) {
  static const ImageGlobs checked(images()["healthcheck"]);
  return checked.fit(image);
}

std::string_view toolchain(const ImageRef& image) {
  const Fact facts = entry_of(image);
  const std::string_view tag = tag_of(image);
  if (has_part(tag, facts["toolchain-except"])) return {};
  if (facts["toolchain-only"].exists() && !has_part(tag, facts["toolchain-only"])) return {};
  return facts["toolchain"].string();
}

namespace {

// Variants that are built on another system than the plain image, but do not say on which.
bool has_system_of_its_own(std::string_view part) {
  for (std::string_view word : {"ubi", "chiseled", "cbl", "corretto", "openjdk", "graal", "ibm", "semeru", "oracle"}) {
    if (part.find(word) != part.npos) return true;
  }
  return false;
}

std::optional<System> find_system(const ImageRef& image) {
  const Fact facts = known_images()[table_name(image)];
  std::string_view name = facts["system"].string();
  if (is_windows_image(image)) {
    name = "windows";
  } else if (facts.exists() || !image.official_name().empty()) {
    for (std::string_view part : parts_of(tag_of(image))) {
      const std::string_view word = part.substr(0, part.find_last_not_of("0123456789.") + 1);
      if (debian_names().has(part)) {
        name = "debian";
      } else if (ubuntu_names().has(part)) {
        name = "ubuntu";
      } else if (part == "al2" || part == "al2023") {
        name = "amazonlinux";
      } else if (systems().has(word) && word != "distroless" && word != "windows") {
        name = word;
      } else if (has_system_of_its_own(part)) {
        name = {};
      }
    }
  }
  auto known = [](Fact fact) { return fact.string() == "none" ? std::string_view() : fact.string(); };
  // The name may be a part of the reference, which the system that is remembered outlives; the key is not.
  for (const auto& [key, system] : systems().entries()) {
    if (key == name) return System{key, known(system["packages"]), known(system["libc"]), known(system["shell"])};
  }
  return std::nullopt;
}

}  // namespace

std::optional<System> system_of(const ImageRef& image) {
  struct Known {
    std::string registry, repository, tag;
    std::optional<System> system;
  };
  thread_local std::array<Known, 128> known;
  const std::string_view tag = tag_of(image);
  Known& slot = known[(std::hash<std::string_view>()(image.repository) + tag.size()) % known.size()];
  if (slot.repository != image.repository || slot.tag != tag || slot.registry != image.registry) {
    slot = {std::string(image.registry), std::string(image.repository), std::string(tag), find_system(image)};
  }
  return slot.system;
}

std::string name_in_tables(const ImageRef& image) { return table_name(image); }

bool is_official_image(const ImageRef& image) {
  static const Fact official = facts::table("docker-hub")["official"];
  const std::string_view name = image.official_name();
  return !name.empty() && official.has(name);
}

bool is_windows_image(const ImageRef& image) {
  const std::string name = table_name(image);
  if (name.starts_with("mcr.microsoft.com/windows/") || name == "mcr.microsoft.com/windows" ||
      name.starts_with("microsoft/windows") || name == "microsoft/nanoserver") {
    return true;
  }
  for (std::string_view part : parts_of(tag_of(image))) {
    if (part == "nanoserver" || part.starts_with("windowsservercore") || part == "ltsc2016" || part == "ltsc2019" ||
        part == "ltsc2022" || part == "ltsc2025") {
      return true;
    }
  }
  return false;
}

}  // namespace plimsoll
