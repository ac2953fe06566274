#include "kubernetes/cel_rule.h"

#include <algorithm>
#include <map>
#include <memory>

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const size_t begin = std::min(text.find_first_not_of(kBlank), text.size());
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

bool is_meant(std::string_view kind, const Object& object) {
  const size_t slash = kind.find('/');
  if (slash == kind.npos) return kind == object.kind_name;
  return kind.substr(slash + 1) == object.kind_name &&
         kind.substr(0, slash) == (object.group.empty() ? "core" : object.group);
}

Value step(const Value& from, std::string_view part) {
  const bool number = std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!number || !from.is_list()) return from[part];
  size_t index = 0;
  for (const char c : part.substr(0, 6)) index = index * 10 + static_cast<size_t>(c - '0');
  return from[index];
}

}  // namespace

bool CelRule::concerns(const Object& object) const {
  for (size_t at = 0; at < kinds.size();) {
    const size_t begin = std::min(kinds.find_first_not_of(", ", at), kinds.size());
    at = std::min(kinds.find_first_of(", ", begin), kinds.size());
    if (is_meant(kinds.substr(begin, at - begin), object)) return true;
  }
  return kinds.empty();
}

Span CelRule::place_in(const Object& object) const {
  Value value = object.root;
  for (size_t at = 0; at < path.size();) {
    const size_t dot = std::min(path.find('.', at), path.size());
    value = step(value, path.substr(at, dot - at));
    if (at == 0 && !value.exists()) return object.place();
    at = dot + 1;
  }
  if (path.empty()) return object.place();
  return value.is_scalar() || !value.exists() ? value.span() : value.key_span();
}

CelRule read_cel_rule(std::string_view text) {
  const size_t colon = std::min(text.find(':'), text.size());
  const std::string_view head = trimmed(text.substr(0, colon));
  const bool has_head =
      colon < text.size() && head.find("//") == head.npos && std::all_of(head.begin(), head.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view(", .-_/").find(c) != std::string_view::npos;
      });
  if (!has_head) return {{}, {}, trimmed(text)};
  const size_t at = head.starts_with("at ") ? 0 : head.find(" at ");
  if (at == head.npos) return {head, {}, trimmed(text.substr(colon + 1))};
  return {head.substr(0, at), trimmed(head.substr(head.find("at ", at) + 3)), trimmed(text.substr(colon + 1))};
}

NamedCel read_named_cel(std::string_view text) {
  const size_t equals = std::min(text.find('='), text.size());
  return {trimmed(text.substr(0, equals)), trimmed(text.substr(std::min(equals + 1, text.size())))};
}

std::string cel_rule_problem(std::string_view text) { return parse_cel(read_cel_rule(text).text).problem; }

std::string named_cel_problem(std::string_view text) {
  const NamedCel named = read_named_cel(text);
  if (named.name.empty() || named.text.empty()) return "is not of the form name=expression";
  const CelExpression expression = parse_cel(named.text);
  return expression.uses_objects ? "uses 'objects', which only the expressions themselves may" : expression.problem;
}

const CelExpression& compiled_cel(std::string_view text) {
  thread_local std::map<std::string, std::unique_ptr<const CelExpression>, std::less<>> known;
  auto found = known.find(text);
  if (found == known.end()) found = known.emplace(text, std::make_unique<CelExpression>(parse_cel(text))).first;
  return *found->second;
}

}  // namespace plimsoll::kubernetes
