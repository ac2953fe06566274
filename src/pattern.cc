#include "pattern.h"

#include <re2/re2.h>

#include <map>
#include <memory>
#include <string>

namespace plimsoll {

namespace {

const RE2& compiled(std::string_view pattern) {
  thread_local std::map<std::string, std::unique_ptr<RE2>, std::less<>> known;
  auto found = known.find(pattern);
  if (found == known.end()) found = known.emplace(pattern, std::make_unique<RE2>(pattern, RE2::Quiet)).first;
  return *found->second;
}

}  // namespace

bool is_found(std::string_view pattern, std::string_view text) {
  const RE2& re = compiled(pattern);
  return re.ok() && RE2::PartialMatch(text, re);
}

bool fits_pattern(std::string_view pattern, std::string_view text) {
  if (!pattern.starts_with('!')) return is_found(pattern, text);
  pattern.remove_prefix(1);
  return compiled(pattern).ok() && !is_found(pattern, text);
}

}  // namespace plimsoll
