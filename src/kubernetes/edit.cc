#include "kubernetes/edit.h"

#include <string>
#include <vector>

namespace plimsoll::kubernetes {
namespace {

using Path = std::vector<std::string_view>;

// {a, b}, text: `a: {b: text}`
std::string in_flow(const Path& path, std::string_view text, std::string_view quote) {
  std::string result;
  for (size_t i = 0; i < path.size(); ++i) {
    result.append(i ? "{" : "").append(quote).append(path[i]).append(quote).append(": ");
  }
  return result.append(text).append(path.size() - 1, '}');
}

std::string in_block(const Path& path, std::string_view text, std::string_view line_break, size_t indent) {
  std::string result;
  for (size_t i = 0; i < path.size(); ++i) {
    if (i) result.append(line_break).append(indent + 2 * i, ' ');
    result.append(path[i]).append(":");
  }
  return result.append(" ").append(text);
}

// The last line of the entries at the top whose values are scalars of one line; empty if there are none.
Span leading_scalars(const Node& map, const Source& source) {
  Span last;
  for (const auto& [key, value] : map.entries) {
    const Span line = source.line(source.line_of(key->span.begin));
    const bool plain =
        value->kind == Node::Kind::scalar && value->style != Style::literal && value->style != Style::folded;
    if (!plain || !line.contains(value->span)) break;
    last = line;
  }
  return last;
}

std::optional<Edit> add(const Node& map, const Path& path, std::string_view text, const Source& source) {
  if (map.entries.empty()) {
    if (!map.flow) return std::nullopt;
    return Edit{{map.span.begin + 1, map.span.begin + 1}, in_flow(path, text, "")};
  }
  const Node& first = *map.entries.front().key;
  if (map.flow) {
    const bool json = first.style == Style::double_quoted;
    if (json && text != "true" && text != "false") return std::nullopt;
    return insert_before(first.span, in_flow(path, text, json ? "\"" : "") + ", ");
  }
  const Span line = source.line(source.line_of(first.span.begin));
  const std::string_view line_break = source.text().substr(line.end).starts_with("\r\n") ? "\r\n" : "\n";
  const size_t indent = first.span.begin - line.begin;
  const std::string lines = in_block(path, text, line_break, indent);
  // Behind the scalars at the top, mostly name and image; in front of everything where there are none.
  const Span behind = leading_scalars(map, source);
  if (behind.empty()) return insert_before(first.span, lines + std::string(line_break).append(indent, ' '));
  return insert_after(behind, std::string(line_break).append(indent, ' ') + lines);
}

}  // namespace

std::optional<Edit> set(const Value& map, std::initializer_list<std::string_view> path, std::string_view text,
                        const Source& source) {
  Value at = map;
  for (auto step = path.begin(); step != path.end(); ++step) {
    const Value next = at[*step];
    if (!at.is_map() || at.use_span() != at.span()) return std::nullopt;
    if (!next.exists()) return add(*at.node(), Path(step, path.end()), text, source);
    at = next;
  }
  if (!at.is_scalar() || at.use_span() != at.span()) return std::nullopt;
  return replace(at.span(), std::string(text));
}

}  // namespace plimsoll::kubernetes
