#include "dockerfile/labels.h"

#include <algorithm>

#include "dockerfile/predefined.h"
#include "dockerfile/words.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kSchemaHelp = "labels and their types, as KEY:TYPE or KEY";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool all_of(std::string_view text, std::string_view allowed) {
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_digit(c) || is_letter(c) || allowed.find(c) != std::string_view::npos; });
}

// Takes a number of so many digits, in that range, from the head of `text`.
bool take_number(std::string_view& text, size_t digits, int least, int most) {
  int number = 0;
  if (text.size() < digits) return false;
  for (size_t i = 0; i < digits; ++i) {
    if (!is_digit(text[i])) return false;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return number >= least && number <= most;
}

bool take(std::string_view& text, std::string_view characters) {
  if (text.empty() || characters.find(text[0]) == characters.npos) return false;
  text.remove_prefix(1);
  return true;
}

// Splits off the head up to `separator`; all of it if there is none.
std::string_view take_until(std::string_view& text, char separator) {
  const std::string_view head = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(head.size() + 1, text.size()));
  return head;
}

// Dot-separated identifiers of a semantic version.
bool are_identifiers(std::string_view text, bool leading_zeros) {
  while (true) {
    const std::string_view part = text.substr(0, text.find('.'));
    const bool number = part.find_first_not_of(kDigits) == part.npos;
    if (part.empty() || !all_of(part, "-") || (number && !leading_zeros && part.size() > 1 && part[0] == '0')) {
      return false;
    }
    if (part.size() == text.size()) return true;
    text.remove_prefix(part.size() + 1);
  }
}

// YYYY-MM-DD is a day that its month has.
bool is_day(std::string_view date) {
  const auto digits = [&](size_t at) { return (date[at] - '0') * 10 + (date[at + 1] - '0'); };
  const int month = digits(5), day = digits(8);
  if (month != 2) return day < 31 || (month < 8) == (month % 2 == 1);
  const bool leap = digits(2) % 4 == 0 && (digits(2) != 0 || digits(0) % 4 == 0);
  return day <= (leap ? 29 : 28);
}

bool is_license(std::string_view word) {
  std::string id = lower(word);
  if (id.ends_with('+')) id.pop_back();
  if (id.find("licenseref-") != id.npos) return id.back() != '-' && all_of(id, "-.:");
  return facts::table("spdx")["licenses"].has(id);
}

}  // namespace

extern constinit const Option<Names> label_schema{"label-schema", kSchemaHelp, {}};
extern constinit const Option<Names> label_types{
    "label-schema",
    kSchemaHelp,
    {"org.opencontainers.image.created:rfc3339", "org.opencontainers.image.documentation:url",
     "org.opencontainers.image.licenses:spdx", "org.opencontainers.image.source:url",
     "org.opencontainers.image.url:url"}};

LabelType label_type(std::string_view entry) {
  constexpr std::string_view types[] = {"text", "url", "rfc3339", "spdx", "hash", "semver", "email"};
  const size_t colon = entry.rfind(':');
  if (colon == entry.npos) return {entry, "text"};
  const std::string_view type = trim(entry.substr(colon + 1));
  const bool known = std::find(std::begin(types), std::end(types), type) != std::end(types);
  return known ? LabelType{trim(entry.substr(0, colon)), type} : LabelType{entry, "text"};
}

std::string_view type_of_label(Names schema, std::string_view key) {
  for (std::string_view entry : schema) {
    if (!entry.starts_with(key)) continue;
    const LabelType label = label_type(entry);
    if (label.key == key) return label.type;
  }
  return {};
}

std::optional<std::string> label_key(const Label& label, const KeyValue& pair) {
  Text key = label.model->expand(pair.key.text, label);
  if (!key.known) return std::nullopt;
  return std::move(key.value);
}

void add_labels(const Stage& stage, StageLabels& labels) {
  for (const Instruction* instruction : stage.instructions) {
    if (instruction->keyword != Keyword::label) continue;
    const auto& label = static_cast<const Label&>(*instruction);
    for (const KeyValue& pair : label.pairs) {
      auto key = label_key(label, pair);
      labels.known = labels.known && key;
      if (key) labels.keys.insert(std::move(*key));
    }
  }
}

StageLabels labels_of(const Stage& stage) {
  StageLabels labels;
  for (const Stage* each = &stage; each; each = each->parent) add_labels(*each, labels);
  return labels;
}

bool is_url(std::string_view value) {
  const size_t colon = value.find(':');
  if (colon == value.npos || colon + 1 == value.size() || !is_letter(value[0])) return false;
  if (!all_of(value.substr(0, colon), "+-.")) return false;
  for (size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if ((c >= 0 && c <= ' ') || std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos) return false;
    if (c != '%') continue;
    const std::string_view code = value.substr(i + 1, 2);
    if (code.size() < 2 || code.find_first_not_of("0123456789abcdefABCDEF") != code.npos) return false;
  }
  return true;
}

bool is_rfc3339(std::string_view value) {
  const std::string_view date = value.substr(0, 10);
  if (!take_number(value, 4, 0, 9999) || !take(value, "-") || !take_number(value, 2, 1, 12) || !take(value, "-") ||
      !take_number(value, 2, 1, 31) || !take(value, "Tt ") || !is_day(date)) {
    return false;
  }
  if (!take_number(value, 2, 0, 23) || !take(value, ":") || !take_number(value, 2, 0, 59) || !take(value, ":") ||
      !take_number(value, 2, 0, 60)) {
    return false;
  }
  if (take(value, ".")) {
    const size_t digits = std::min(value.find_first_not_of(kDigits), value.size());
    if (digits == 0) return false;
    value.remove_prefix(digits);
  }
  if (take(value, "Zz")) return value.empty();
  return take(value, "+-") && take_number(value, 2, 0, 23) && take(value, ":") && take_number(value, 2, 0, 59) &&
         value.empty();
}

bool is_spdx_expression(std::string_view value) {
  int open = 0;
  bool want_license = true, after_with = false;
  while (!(value = trim(value)).empty()) {
    if (value[0] == '(' || value[0] == ')') {
      if ((value[0] == '(') != want_license || after_with) return false;
      open += value[0] == '(' ? 1 : -1;
      if (open < 0) return false;
      value.remove_prefix(1);
      continue;
    }
    const std::string_view word = value.substr(0, value.find_first_of(" \t()"));
    value.remove_prefix(word.size());
    if (after_with) {
      if (!facts::table("spdx")["exceptions"].has(lower(word))) return false;
      after_with = false;
    } else if (want_license) {
      if (word != "NONE" && word != "NOASSERTION" && !is_license(word)) return false;
      want_license = false;
    } else if (word == "WITH") {
      after_with = true;
    } else if (word == "AND" || word == "OR") {
      want_license = true;
    } else {
      return false;
    }
  }
  return open == 0 && !want_license && !after_with;
}

bool is_git_hash(std::string_view value) {
  return ((value.size() >= 7 && value.size() <= 40) || value.size() == 64) &&
         value.find_first_not_of("0123456789abcdef") == value.npos;
}

bool is_semantic_version(std::string_view value) {
  const size_t plus = value.find('+');
  if (plus != value.npos && !are_identifiers(value.substr(plus + 1), true)) return false;
  value = value.substr(0, plus);
  const size_t dash = value.find('-');
  if (dash != value.npos && !are_identifiers(value.substr(dash + 1), false)) return false;
  value = value.substr(0, dash);
  return std::count(value.begin(), value.end(), '.') == 2 && value.find_first_not_of("0123456789.") == value.npos &&
         are_identifiers(value, false);
}

bool is_email(std::string_view value) {
  const size_t at = value.rfind('@');
  if (at == value.npos) return false;
  std::string_view local = value.substr(0, at), domain = value.substr(at + 1);
  if (domain.starts_with('[') && domain.ends_with(']')) {
    if (domain.size() < 3) return false;
  } else {
    while (true) {
      const bool last = domain.find('.') == domain.npos;
      const std::string_view label = take_until(domain, '.');
      if (label.empty() || !all_of(label, "-") || label.front() == '-' || label.back() == '-') return false;
      if (last) break;
    }
  }
  if (local.size() > 2 && local.front() == '"' && local.back() == '"') return true;
  return !local.empty() && local.front() != '.' && local.back() != '.' && local.find("..") == local.npos &&
         all_of(local, ".!#$%&'*+/=?^_`{|}~-");
}

void check_label_type(const Label& label, std::string_view type, bool (*is_valid)(std::string_view),
                      std::string_view wanted, Context& ctx) {
  const Names schema = ctx[label_types];
  for (const KeyValue& pair : label.pairs) {
    if (!pair.value) continue;
    const auto key = label_key(label, pair);
    if (!key || type_of_label(schema, *key) != type) continue;
    const Text value = label.model->expand(pair.value->text, label);
    if (!value.known || value.from_default || value.value.empty() || is_valid(value.value)) continue;
    ctx.report(pair.value->span, "'{}' of label '{}' is not {}", value.value, *key, wanted);
  }
}

}  // namespace plimsoll::dockerfile
