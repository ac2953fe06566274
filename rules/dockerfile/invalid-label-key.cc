#include <algorithm>

#include "dockerfile/labels.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

bool is_small_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool has_prefix(std::string_view key, Fact prefixes) {
  for (Fact prefix : prefixes.items()) {
    if (key.starts_with(prefix.string())) return true;
  }
  return false;
}

std::string_view problem_of(std::string_view key) {
  if (std::any_of(key.begin(), key.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return "has capital letters";
  const bool allowed = std::all_of(key.begin(), key.end(), [](char c) {
    return is_small_or_digit(c) || std::string_view(".-_/").find(c) != std::string_view::npos;
  });
  if (!allowed) return "has characters other than a-z, 0-9, '.', '-', '_' and '/'";
  if (!is_small_or_digit(key.front()) || key.front() <= '9') return "does not begin with a letter";
  if (!is_small_or_digit(key.back())) return "does not end in a letter or digit";
  if (key.find("..") != key.npos || key.find("--") != key.npos) return "repeats '.' or '-'";
  return {};
}

}  // namespace

extern constinit const Rule invalid_label_key = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3048"},
    .check =
        [](const Label& label, Context& ctx) {
          const Fact facts = facts::table("labels");
          for (const KeyValue& pair : label.pairs) {
            const auto key = label_key(label, pair);
            if (!key || key->empty()) continue;
            if (has_prefix(*key, facts["reserved"]) && !has_prefix(*key, facts["reserved-except"])) {
              ctx.report(pair.key.span, "the label '{}' is in a namespace that Docker keeps for itself", *key)
                  .severity(Severity::warning);
            } else if (const std::string_view problem = problem_of(*key); !problem.empty()) {
              ctx.report(pair.key.span, "the label '{}' {}, which Docker advises against", *key, problem);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
