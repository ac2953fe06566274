#include "kubernetes/label_syntax.h"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::kubernetes {
namespace {

constexpr size_t kMostOfName = 63, kMostOfSubdomain = 253;

bool is_small_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_alphanumeric(char c) { return is_small_or_digit(c) || (c >= 'A' && c <= 'Z'); }

std::string too_long(std::string_view what, size_t size, size_t most) {
  return fmt::format("{} has {} characters, and {} are the most", what, size, most);
}

// A name of letters, digits, '-', '_' and '.'.
std::string name_problem(std::string_view name, std::string_view what) {
  if (name.size() > kMostOfName) return too_long(what, name.size(), kMostOfName);
  const auto bad = std::find_if_not(name.begin(), name.end(),
                                    [](char c) { return is_alphanumeric(c) || c == '-' || c == '_' || c == '.'; });
  if (bad != name.end()) return fmt::format("{} may have letters, digits, '-', '_' and '.' only", what);
  if (!is_alphanumeric(name.front()) || !is_alphanumeric(name.back()))
    return fmt::format("{} has to begin and end with a letter or digit", what);
  return {};
}

}  // namespace

std::string label_key_problem(std::string_view key) {
  const size_t slash = key.find('/');
  if (slash != key.npos) {
    const std::string_view prefix = key.substr(0, slash);
    if (prefix.empty()) return "nothing stands before the '/'";
    if (std::string problem = dns_subdomain_problem(prefix); !problem.empty()) return "before the '/', " + problem;
  }
  const std::string_view name = slash == key.npos ? key : key.substr(slash + 1);
  if (name.empty()) return "its name is empty";
  return name_problem(name, "its name");
}

std::string label_value_problem(std::string_view value) {
  return value.empty() ? std::string() : name_problem(value, "it");
}

std::string dns_label_problem(std::string_view name) {
  if (name.empty()) return "it is empty";
  if (name.size() > kMostOfName) return too_long("it", name.size(), kMostOfName);
  if (!std::all_of(name.begin(), name.end(), [](char c) { return is_small_or_digit(c) || c == '-'; }))
    return "it may have small letters, digits and '-' only";
  if (name.front() == '-' || name.back() == '-') return "it has to begin and end with a letter or digit";
  return {};
}

std::string dns_subdomain_problem(std::string_view name) {
  if (name.empty()) return "it is empty";
  if (name.size() > kMostOfSubdomain) return too_long("it", name.size(), kMostOfSubdomain);
  if (!std::all_of(name.begin(), name.end(), [](char c) { return is_small_or_digit(c) || c == '-' || c == '.'; }))
    return "it may have small letters, digits, '-' and '.' only";
  for (size_t at = 0; at <= name.size();) {
    const size_t end = std::min(name.find('.', at), name.size());
    const std::string_view part = name.substr(at, end - at);
    if (part.empty() || part.front() == '-' || part.back() == '-')
      return "each part between dots has to begin and end with a letter or digit";
    at = end + 1;
  }
  return {};
}

}  // namespace plimsoll::kubernetes
