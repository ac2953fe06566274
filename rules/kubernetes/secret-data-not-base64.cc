#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

// As the API server decodes it: line breaks do not count, blanks are wrong.
bool is_strict_base64(std::string_view text) {
  return text.find_first_of(" \t") == text.npos && decode_base64(text).has_value();
}

// $PASSWORD, and no hash such as "$2y$10$…".
bool is_variable(std::string_view text) {
  return text.size() > 1 && text[0] == '$' && std::all_of(text.begin() + 1, text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
         });
}

// Somebody puts the content there before the API server sees it: "<path:secrets#password>", "$PASSWORD", "ENC[…]".
bool is_filled_in(const Value& value) {
  const std::string_view text = value.string();
  return value.templated() || is_variable(text) || (text.starts_with('<') && text.ends_with('>')) ||
         text.starts_with("ENC[") || text.starts_with("ref+");
}

// A text that is to be decoded and cannot be.
bool is_wrong(const Value& value) {
  return value.is_string() && !is_filled_in(value) && !is_strict_base64(value.string());
}

// The Base64 that was meant, if it is but for blanks, padding or the letters of URLs, and stands for readable text.
std::optional<std::string> repaired(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (c == '=' || c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    result += c == '-' ? '+' : c == '_' ? '/' : c;
  }
  result.append((4 - result.size() % 4) % 4, '=');
  const auto content = decode_base64(result);
  const auto is_printable = [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t'; };
  if (!content || content->size() < 4 || !std::all_of(content->begin(), content->end(), is_printable)) return {};
  return result;
}

}  // namespace

extern constinit const Rule secret_data_not_base64 = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Object& object, Context& ctx) {
          const bool secret = object.is("", "Secret");
          if ((!secret && !object.is("", "ConfigMap")) || object["sops"].exists()) return;
          const Value data = object[secret ? "data" : "binaryData"];
          const auto entries = data.entries();
          const bool all = std::all_of(entries.begin(), entries.end(), [](const auto& entry) {
            return is_wrong(entry.second) && !repaired(entry.second.string());
          });
          for (const auto& [key, value] : entries) {
            if (!is_wrong(value)) continue;
            Report report =
                ctx.report(value.span(), "'{}' of {} '{}' is not Base64, so the API server refuses it{}", key.string(),
                           object.kind_name, object.name, secret ? "; plain text belongs under 'stringData'" : "");
            report.hide(value.span());
            if (data.use_span() != data.span() || value.use_span() != value.span()) continue;
            if (const auto meant = repaired(value.string())) {
              report.suggest("write it as Base64", replace(value.span(), "\"" + *meant + "\""));
            } else if (secret && all && object["stringData"].missing()) {
              const std::string quote = ctx.source().text(data.key_span()).starts_with('"') ? "\"" : "";
              report.suggest("rename 'data' to 'stringData'", replace(data.key_span(), quote + "stringData" + quote));
            } else {
              report.suggest("encode it", replace(value.span(), "\"" + encode_base64(value.string()) + "\""));
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
