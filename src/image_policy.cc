#include "image_policy.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "glob.h"
#include "image.h"

namespace plimsoll {
namespace {

std::string normal_registry(std::string_view registry) {
  return registry == "index.docker.io" || registry == "registry-1.docker.io" ? "docker.io" : std::string(registry);
}

// An entry with Docker's defaults where its first part is no host and no pattern: "bitnami" is docker.io/bitnami.
std::string full_entry(std::string_view entry) {
  while (entry.ends_with('/')) entry.remove_suffix(1);
  const size_t slash = std::min(entry.find('/'), entry.size());
  const std::string_view head = entry.substr(0, slash);
  if (head == "localhost" || head.find_first_of(".:*") != head.npos) {
    return normal_registry(head) + std::string(entry.substr(slash));
  }
  return "docker.io/" + std::string(entry);
}

bool fits_entry(const ImageRef& image, std::string_view reference, std::string_view entry) {
  const std::string registry = normal_registry(image.effective_registry());
  const std::string name = registry + "/" + image.effective_repository();
  const std::string wanted = full_entry(entry);
  if (wanted.find('*') == wanted.npos) {
    const bool official = name == "docker.io/library/" + wanted.substr(std::min(wanted.size(), sizeof "docker.io"));
    return official || name == wanted || name.starts_with(wanted + "/");
  }
  const size_t tag = reference.find_first_of(":@", reference.rfind('/') == reference.npos ? 0 : reference.rfind('/'));
  const std::string tagged = name + (tag == reference.npos ? std::string() : std::string(reference.substr(tag)));
  // A star in the host must not reach into the path: evil.example/x.azurecr.io is not of *.azurecr.io.
  const size_t slash = wanted.find('/');
  if (!fits_glob(wanted.substr(0, slash), registry)) return false;
  return slash == wanted.npos || fits_glob(wanted, name) || fits_glob(wanted, tagged);
}

bool found_by_regex(std::string_view reference, std::string_view pattern) {
  thread_local std::map<std::string, std::unique_ptr<RE2>, std::less<>> compiled;
  auto known = compiled.find(pattern);
  if (known == compiled.end()) {
    known = compiled.emplace(pattern, std::make_unique<RE2>(pattern, RE2::Quiet)).first;
  }
  return known->second->ok() && RE2::PartialMatch(reference, *known->second);
}

}  // namespace

bool is_allowed_image(std::string_view reference, Names entries, std::string_view mode) {
  const ImageRef image = split_image(reference);
  return std::any_of(entries.begin(), entries.end(), [&](std::string_view entry) {
    if (mode == "prefix") return reference.starts_with(entry);
    if (mode == "regex") return found_by_regex(reference, entry);
    return fits_entry(image, reference, entry);
  });
}

}  // namespace plimsoll
