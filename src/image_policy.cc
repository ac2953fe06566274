#include "image_policy.h"

#include <algorithm>

#include "image.h"
#include "pattern.h"

namespace plimsoll {
bool is_allowed_image(std::string_view reference, Names entries, std::string_view mode) {
  const ImageRef image = split_image(reference);
  return std::any_of(entries.begin(), entries.end(), [&](std::string_view entry) {
    if (mode == "prefix") return reference.starts_with(entry);
    if (mode == "regex") return is_found(entry, reference);
    return is_from(image, entry);
  });
}

bool has_unknown_registry(std::string_view reference) {
  const size_t slash = reference.find('/');
  const std::string_view first = reference.substr(0, slash == reference.npos ? reference.find(':') : slash);
  return first.find_first_of("${<%") != first.npos;
}

}  // namespace plimsoll
