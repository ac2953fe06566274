#include "pattern.h"

#include <re2/re2.h>

#include <map>
#include <memory>
#include <string>

namespace plimsoll {

bool fits_pattern(std::string_view pattern, std::string_view text) {
  thread_local std::map<std::string, std::unique_ptr<RE2>, std::less<>> compiled;
  const bool negated = pattern.starts_with('!');
  if (negated) pattern.remove_prefix(1);
  auto known = compiled.find(pattern);
  if (known == compiled.end()) {
    known = compiled.emplace(pattern, std::make_unique<RE2>(pattern, RE2::Quiet)).first;
  }
  return known->second->ok() && RE2::PartialMatch(text, *known->second) != negated;
}

}  // namespace plimsoll
