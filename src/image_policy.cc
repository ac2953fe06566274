#include "image_policy.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "image.h"

namespace plimsoll {
namespace {

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
    return is_from(image, entry);
  });
}

bool has_unknown_registry(std::string_view reference) {
  const size_t slash = reference.find('/');
  const std::string_view first = reference.substr(0, slash == reference.npos ? reference.find(':') : slash);
  return first.find_first_of("${<%") != first.npos;
}

}  // namespace plimsoll
