#include <algorithm>
#include <array>
#include <cctype>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// Holds the word, and no letters or digits around it.
bool has_word(std::string_view text, std::string_view word) {
  for (size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_word(text[at - 1]);
    const size_t end = at + word.size();
    if (begins && (end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

// "<CHANGE_ME>", "<your-name>": one pair of brackets around words.
bool is_bracketed(std::string_view text) {
  const size_t open = text.find('<'), close = text.find('>');
  if (open == text.npos || close == text.npos || close < open + 3) return false;
  const std::string_view inside = text.substr(open + 1, close - open - 1);
  return std::all_of(inside.begin(), inside.end(),
                     [](char c) { return is_word(c) || c == '_' || c == '-' || c == ' '; }) &&
         std::isalpha(static_cast<unsigned char>(inside[0])) != 0;
}

bool is_left(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kWords = {"CHANGEME",  "CHANGE_ME",     "CHANGE-ME", "REPLACE_ME",
                                                              "REPLACEME", "REPLACE-ME",    "changeme",  "TODO",
                                                              "FIXME",     "YOUR_NAMESPACE"};
  if (is_bracketed(text)) return true;
  if (std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return has_word(text, word); }))
    return true;
  const bool yours = text.starts_with("your-") || text.starts_with("YOUR_") || text.starts_with("<your");
  return yours && (text.ends_with("-here") || text.ends_with("_HERE"));
}

void check(const Value& value, std::string_view field, Context& ctx) {
  if (!value.is_scalar() || value.string().empty()) return;
  const std::string_view text = value.string();
  const bool open = (text.find("{{") != text.npos && text.find("}}") != text.npos) || text.find("${") != text.npos;
  if (open || is_left(text))
    ctx.report(value.span(), "the {} still has a placeholder, which nothing will fill in now", field);
}

}  // namespace

extern constinit const Rule template_placeholder_left = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .profile = Profile::strict,
    .check = {
        [](const Object& object, Context& ctx) {
          if (!is_built_in_group(object.group)) return;
          check(object.metadata["name"], "name", ctx);
          check(object.metadata["namespace"], "namespace", ctx);
          check(object["spec"]["storageClassName"], "storage class", ctx);
          for (const Value& rule : object["spec"]["rules"].items()) check(rule["host"], "host", ctx);
        },
        [](const Container& container, Context& ctx) {
          check(container["image"], "image", ctx);
          for (const Value& variable : container["env"].items()) {
            const Value value = variable["value"];
            // Programs have templates of their own in their variables.
            if (is_left(value.string())) check(value, "value of the variable", ctx);
          }
        },
        [](const Workload& workload, Context& ctx) { check(workload["serviceAccountName"], "service account", ctx); }},
};

}  // namespace plimsoll::kubernetes
