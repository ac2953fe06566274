#include <algorithm>

#include "context.h"
#include "kubernetes/secret_data.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t'; });
}

// Base64 of readable text; a shorter one may be so by chance.
bool encodes_text(std::string_view text) {
  const auto breaks = std::count_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
  if (text.find_first_of(" \t") != text.npos || (text.size() - static_cast<size_t>(breaks)) % 4 != 0) return false;
  const auto inner = decode_base64(text);
  return inner && inner->size() >= 8 && is_printable(*inner);
}

bool is_login(std::string_view key) {
  std::string letters;
  for (char c : key)
    if (c != '-' && c != '_') letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return is_secret_name(key) || letters.ends_with("user") || letters.ends_with("username");
}

// One line with the line break that echo puts behind it.
bool ends_in_line_break(std::string_view content) {
  return content.size() > 1 && content.find_first_of("\r\n") >= content.size() - 2 && content.back() == '\n' &&
         is_printable(content);
}

// The API server takes stringData where both have a key.
bool is_replaced(const Object& secret, const Value& key) { return secret["stringData"][key.string()].present(); }

void check_replaced(const Object& secret, Context& ctx) {
  if (secret["sops"].exists()) return;
  for (const auto& [key, value] : secret["data"].entries()) {
    if (value.missing() || key.templated() || !is_replaced(secret, key)) continue;
    ctx.report(value.span(), "'{}' stands in 'stringData' too, and only that one counts", key.string())
        .hide(value.span());
  }
}

}  // namespace

extern constinit const Rule secret_data_encoding_suspicious = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Object& object, Context& ctx) {
          if (object.is("", "Secret")) check_replaced(object, ctx);
          for (const SecretEntry& entry : secret_entries_of(object)) {
            if (entry.encoded && is_replaced(object, entry.key)) continue;
            const Span place = entry.value.span();
            const std::string_view key = entry.key.string();
            if (encodes_text(entry.content)) {
              ctx.report(place, "'{}' of Secret '{}' is encoded {}, so its reader gets Base64 instead of the text", key,
                         object.name, entry.encoded ? "twice" : "already")
                  .hide(place);
            } else if (entry.encoded && is_login(key) && ends_in_line_break(entry.content)) {
              ctx.report(place, "'{}' of Secret '{}' ends in a line break, which 'echo' without '-n' put there", key,
                         object.name)
                  .hide(place);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
