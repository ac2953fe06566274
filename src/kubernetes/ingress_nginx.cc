#include "kubernetes/ingress_nginx.h"

#include <string>

namespace plimsoll::kubernetes {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name_part(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-'; }

}  // namespace

std::vector<NginxAnnotation> nginx_annotations_of(const Object& object) {
  constexpr std::string_view prefix = "nginx.ingress.kubernetes.io/";
  std::vector<NginxAnnotation> found;
  if (object.kind_name != "Ingress" || !is_built_in_group(object.group)) return found;
  for (const auto& [key, value] : object.metadata["annotations"].entries()) {
    const std::string_view name = key.string();
    if (name.starts_with(prefix) && value.present()) found.push_back({name.substr(prefix.size()), key, value});
  }
  return found;
}

bool holds_word(std::string_view text, std::string_view word) {
  if (word.empty()) return false;
  for (size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const size_t end = at + word.size();
    const bool tail = is_letter(word.front()) && at > 0 && is_name_part(text[at - 1]);
    const bool head = word.front() == '/' && end < text.size() && is_name_part(text[end]);
    if (!tail && !head) return true;
  }
  return false;
}

bool has_directive(std::string_view text, std::string_view name) { return holds_word(text, std::string(name) + " "); }

std::string_view trimmed_end(std::string_view text) { return text.substr(0, text.find_last_not_of(" \t\r\n") + 1); }

}  // namespace plimsoll::kubernetes
