#include "image.h"

#include <algorithm>
#include <array>

#include "glob.h"

namespace plimsoll {
namespace {

constexpr std::string_view docker_hub = "docker.io";
constexpr std::string_view docker_hub_once = "index.docker.io";
constexpr std::string_view official = "library/";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

template <class Test>
bool all(std::string_view text, Test test) {
  return std::all_of(text.begin(), text.end(), test);
}

// Calls test(part) for what stands between the separators; false as soon as one is.
template <class Test>
bool all_parts(std::string_view text, char separator, Test test) {
  while (true) {
    size_t end = text.find(separator);
    if (!test(text.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end + 1);
  }
}

bool valid_host_part(std::string_view part) {
  return !part.empty() && part.front() != '-' && part.back() != '-' &&
         all(part, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

bool valid_registry(std::string_view registry) {
  size_t bracket = registry.starts_with('[') ? registry.find(']') : std::string_view::npos;
  size_t colon = registry.find(':', bracket == std::string_view::npos ? 0 : bracket);
  std::string_view host = registry.substr(0, colon);
  if (colon != std::string_view::npos) {
    std::string_view port = registry.substr(colon + 1);
    if (port.empty() || !all(port, is_digit)) return false;
  }
  if (host.starts_with('[')) {
    return host.size() > 2 && host.ends_with(']') &&
           all(host.substr(1, host.size() - 2), [](char c) { return is_hex(c) || (c >= 'A' && c <= 'F') || c == ':'; });
  }
  return all_parts(host, '.', valid_host_part);
}

// Runs of lower-case letters and digits, joined by ".", "_", "__" or any number of "-".
bool valid_path_part(std::string_view part) {
  auto is_alphanumeric = [](char c) { return is_lower(c) || is_digit(c); };
  if (part.empty() || !is_alphanumeric(part.front()) || !is_alphanumeric(part.back())) return false;
  for (size_t i = 0; i < part.size();) {
    size_t end = i;
    while (end < part.size() && !is_alphanumeric(part[end])) ++end;
    std::string_view joint = part.substr(i, end - i);
    if (!joint.empty() && joint != "." && joint != "_" && joint != "__" &&
        !all(joint, [](char c) { return c == '-'; })) {
      return false;
    }
    i = std::max(end, i + 1);
  }
  return true;
}

bool valid_tag(std::string_view tag) {
  return !tag.empty() && tag.size() <= 128 && tag.front() != '.' && tag.front() != '-' &&
         all(tag, [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '-'; });
}

bool valid_digest(std::string_view digest) {
  size_t size = digest.starts_with("sha256:") ? 64 : digest.starts_with("sha384:") ? 96 : 128;
  if (size == 128 && !digest.starts_with("sha512:")) return false;
  std::string_view hash = digest.substr(7);
  return hash.size() == size && all(hash, is_hex);
}

// The pattern is the repository, alone, with its tag, or with the digest too.
bool fits_reference(std::string_view pattern, std::string_view repository, const ImageRef& image) {
  const std::string tagged = std::string(repository) + (image.tag ? ":" + std::string(*image.tag) : "");
  return fits_glob(pattern, repository) || fits_glob(pattern, tagged) ||
         (image.digest && fits_glob(pattern, tagged + "@" + std::string(*image.digest)));
}

}  // namespace

ImageRef split_image(std::string_view reference) {
  ImageRef image;
  if (size_t at = reference.find('@'); at != std::string_view::npos) {
    image.digest = reference.substr(at + 1);
    reference = reference.substr(0, at);
  }
  size_t slash = reference.rfind('/');
  if (size_t colon = reference.rfind(':');
      colon != std::string_view::npos && (slash == std::string_view::npos || colon > slash)) {
    image.tag = reference.substr(colon + 1);
    reference = reference.substr(0, colon);
  }
  if (size_t first_slash = reference.find('/'); first_slash != std::string_view::npos) {
    std::string_view first = reference.substr(0, first_slash);
    if (first.find_first_of(".:") != std::string_view::npos || first == "localhost") {
      image.registry = first;
      reference.remove_prefix(first_slash + 1);
    }
  }
  image.repository = reference;
  return image;
}

std::string_view ImageRef::effective_registry() const {
  return registry.empty() || registry == docker_hub_once ? docker_hub : registry;
}

std::string ImageRef::effective_repository() const {
  bool familiar = effective_registry() == docker_hub && repository.find('/') == std::string_view::npos;
  return (familiar ? std::string(official) : std::string()) + std::string(repository);
}

std::string_view ImageRef::official_name() const {
  if (effective_registry() != docker_hub) return {};
  std::string_view name = repository;
  if (name.starts_with(official)) name.remove_prefix(official.size());
  return name.find('/') == std::string_view::npos ? name : std::string_view();
}

bool ImageRef::valid() const {
  if (!registry.empty() && !valid_registry(registry)) return false;
  if (effective_repository().size() > 255 || !all_parts(repository, '/', valid_path_part)) return false;
  if (tag && !valid_tag(*tag)) return false;
  if (digest && !valid_digest(*digest)) return false;
  // Docker keeps 64 hexadecimal digits alone for image IDs.
  return !(registry.empty() && !tag && !digest && repository.size() == 64 && all(repository, is_hex));
}

bool is_from(const ImageRef& image, std::string_view pattern) {
  constexpr std::array names_of_the_hub = {"index.docker.io", "hub.docker.com", "registry-1.docker.io",
                                           "registry.hub.docker.com"};
  auto known = [&](std::string_view host) {
    return std::find(names_of_the_hub.begin(), names_of_the_hub.end(), host) == names_of_the_hub.end() ? host
                                                                                                       : docker_hub;
  };
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  const size_t slash = pattern.find('/');
  const std::string_view first = pattern.substr(0, slash);
  const bool host = first == "localhost" || first.find_first_of(".:*") != std::string_view::npos;
  const bool fits_host = fits_glob(host ? known(first) : docker_hub, known(image.effective_registry()));
  const bool alone = slash == std::string_view::npos;
  const std::string_view familiar = image.official_name();
  // Without a "/" behind it, what looks like a host may also be an official image: "nginx:1", "nginx*".
  if (host && alone) return fits_host || (!familiar.empty() && fits_reference(pattern, familiar, image));
  const std::string path(host ? pattern.substr(slash + 1) : pattern);
  const std::string repository = image.effective_repository();
  return fits_host && (fits_glob(path + "/*", repository) || fits_reference(path, repository, image) ||
                       (!familiar.empty() && fits_reference(path, familiar, image)));
}

bool is_named(const ImageRef& image, std::string_view pattern) {
  const std::string written =
      (image.registry.empty() ? "" : std::string(image.registry) + "/") + std::string(image.repository);
  const std::string full = std::string(image.effective_registry()) + "/" + image.effective_repository();
  const std::string tag = image.tag ? ":" + std::string(*image.tag) : "";
  return fits_glob(pattern, written) || fits_glob(pattern, full) || fits_glob(pattern, written + tag) ||
         fits_glob(pattern, full + tag);
}

}  // namespace plimsoll
