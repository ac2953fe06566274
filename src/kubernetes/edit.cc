#include "kubernetes/edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
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

// An empty mapping is JSON if its file looks like it.
bool is_json(const Node& map, const Source& source) {
  if (!map.flow) return false;
  if (!map.entries.empty()) return map.entries.front().key->style == Style::double_quoted;
  const size_t first = source.text().find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (source.text()[first] == '{' || source.text()[first] == '[');
}

// The text as the mapping wants it; nothing for what is more than a word, and JSON.
std::optional<std::string> written_in(const Node& map, std::string_view text, const Source& source) {
  static constexpr std::string_view kDigits = "0123456789", kMarks = "-_./:";
  const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
  const bool number = text == "0" || (!text.starts_with('0') && text.find_first_not_of(kDigits) == text.npos);
  if (!is_json(map, source) || quoted || text == "true" || text == "false" || (number && !text.empty()))
    return std::string(text);
  const auto in_word = [](unsigned char c) { return std::isalnum(c) || kMarks.find(c) != kMarks.npos; };
  if (text.empty() || !std::all_of(text.begin(), text.end(), in_word)) return std::nullopt;
  return fmt::format("\"{}\"", text);
}

std::optional<Edit> add(const Node& map, const Path& path, std::string_view text, const Source& source) {
  const auto written = written_in(map, text, source);
  if (!written) return std::nullopt;
  const std::string_view quote = is_json(map, source) ? "\"" : "";
  if (map.entries.empty()) {
    if (!map.flow) return std::nullopt;
    return Edit{{map.span.begin + 1, map.span.begin + 1}, in_flow(path, *written, quote)};
  }
  const Node& first = *map.entries.front().key;
  if (map.flow) return insert_before(first.span, in_flow(path, *written, quote) + ", ");
  const Span line = source.line(source.line_of(first.span.begin));
  const std::string_view line_break = source.text().substr(line.end).starts_with("\r\n") ? "\r\n" : "\n";
  const size_t indent = first.span.begin - line.begin;
  const std::string lines = in_block(path, text, line_break, indent);
  // Behind the scalars at the top, mostly name and image; in front of everything where there are none.
  const Span behind = leading_scalars(map, source);
  if (behind.empty()) return insert_before(first.span, lines + std::string(line_break).append(indent, ' '));
  return insert_after(behind, std::string(line_break).append(indent, ' ') + lines);
}

const Node* resolve(const Node* node) {
  while (node->kind == Node::Kind::alias) node = node->target;
  return node;
}

// Others may refer to it or to something in it.
bool is_anchored(const Node& node) {
  auto anchored = [](const Node* child) { return is_anchored(*child); };
  auto either = [&](const Node::Entry& entry) { return anchored(entry.key) || anchored(entry.value); };
  return !node.anchor.empty() || std::any_of(node.items.begin(), node.items.end(), anchored) ||
         std::any_of(node.entries.begin(), node.entries.end(), either);
}

// The lines of the span, with their last line break; at the end of the text the one in front of them.
Span lines_of(Span span, const Source& source) {
  const uint32_t first = source.line_of(span.begin);
  const uint32_t last = source.line_of(std::max(span.begin + 1, span.end) - 1);
  Span lines = join(source.line(first), source.line(last));
  if (last < source.line_count()) {
    lines.end = source.line(last + 1).begin;
  } else if (first > 1) {
    lines.begin = source.line(first - 1).end;
  }
  return lines;
}

// Removes one of several entries or items of a map or list.
std::optional<Edit> cut(const std::vector<Span>& parts, size_t index, const Node& parent, const Source& source) {
  const Span part = parts[index];
  const bool last = index + 1 == parts.size();
  // From the one behind it, or to the one in front of it; no comment between them may get lost.
  auto with_gap = [&]() -> std::optional<Edit> {
    const Span gap = last ? Span{parts[index - 1].end, part.begin} : Span{part.end, parts[index + 1].begin};
    if (source.text(gap).find('#') != std::string_view::npos) return std::nullopt;
    return remove(join(part, gap));
  };
  if (parent.flow) return with_gap();
  const Span line = source.line(source.line_of(part.begin));
  const std::string_view before = source.text({line.begin, part.begin});
  const size_t dash = before.find_first_not_of(' ');
  const bool behind_dash = dash != std::string_view::npos && before[dash] == '-' &&
                           before.find_first_not_of(' ', dash + 1) == std::string_view::npos;
  const bool list = parent.kind == Node::Kind::list;
  if (list ? behind_dash : dash == std::string_view::npos) return remove(lines_of(part, source));
  // The first entry of a map that is an item of a list: the next one takes its place behind the dash.
  return behind_dash && index == 0 ? with_gap() : std::nullopt;
}

std::optional<Edit> erase_at(const Value& map, const Path& path, const Source& source) {
  const Node* home = nullptr;  // the map whose entry goes
  size_t index = 0;
  Value at = map;
  for (std::string_view key : path) {
    const Value next = at[key];
    if (!at.is_map() || at.use_span() != at.span()) return std::nullopt;
    const auto& entries = at.node()->entries;
    // The last one of duplicates is the one that counts.
    const auto entry = std::find_if(entries.rbegin(), entries.rend(), [&](const Node::Entry& each) {
      return each.key->text == key && resolve(each.value) == next.node();
    });
    if (entry == entries.rend()) return std::nullopt;
    if (home == nullptr || entries.size() > 1) {
      home = at.node();
      index = static_cast<size_t>(entries.rend() - entry) - 1;
    }
    at = next;
  }
  if (home == nullptr || home->entries.size() < 2) return std::nullopt;
  const Node::Entry& gone = home->entries[index];
  // In flow style a value that is not written hides where its entry ends.
  const bool unwritten = gone.value->kind == Node::Kind::null && gone.value->span.empty();
  if (is_anchored(*gone.key) || is_anchored(*gone.value) || (home->flow && unwritten)) return std::nullopt;
  std::vector<Span> parts;
  for (const auto& [key, value] : home->entries) parts.push_back(join(key->span, value->span));
  return cut(parts, index, *home, source);
}

// With the quotes of a scalar; nothing for block scalars, and where the text has what quotes would have to hide.
std::optional<std::string> in_quotes_of(const Node& scalar, std::string_view text) {
  if (scalar.style != Style::plain && text.find_first_of("'\"\\\n") != text.npos) return std::nullopt;
  switch (scalar.style) {
    case Style::plain:
      return std::string(text);
    case Style::single_quoted:
      return fmt::format("'{}'", text);
    case Style::double_quoted:
      return fmt::format("\"{}\"", text);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<Edit> set(const Value& map, std::initializer_list<std::string_view> path, std::string_view text,
                        const Source& source) {
  Value at = map, home;
  for (auto step = path.begin(); step != path.end(); ++step) {
    const Value next = at[*step];
    if (!at.is_map() || at.use_span() != at.span()) return std::nullopt;
    if (!next.exists()) return add(*at.node(), Path(step, path.end()), text, source);
    home = at;
    at = next;
  }
  if (!at.is_scalar() || at.use_span() != at.span()) return std::nullopt;
  const auto written = written_in(*home.node(), text, source);
  return written ? std::optional(replace(at.span(), *written)) : std::nullopt;
}

std::optional<Edit> erase(const Value& map, std::initializer_list<std::string_view> path, const Source& source) {
  return erase_at(map, path, source);
}

std::optional<Edit> erase_item(const Value& map, std::initializer_list<std::string_view> path, const Value& item,
                               const Source& source) {
  Value list = map;
  for (std::string_view key : path) list = list[key];
  if (!list.is_list() || list.use_span() != list.span()) return std::nullopt;
  const auto& items = list.node()->items;
  if (items.size() == 1) return erase_at(map, path, source);
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Node* each) { return resolve(each) == item.node(); });
  if (found == items.end() || is_anchored(**found) || !(*found)->tag.empty()) return std::nullopt;
  std::vector<Span> parts;
  for (const Node* each : items) parts.push_back(each->span);
  return cut(parts, static_cast<size_t>(found - items.begin()), *list.node(), source);
}

std::optional<Edit> set_text(const Value& scalar, std::string_view text) {
  const auto quoted = scalar.is_scalar() ? in_quotes_of(*scalar.node(), text) : std::nullopt;
  if (!quoted || scalar.use_span() != scalar.span()) return std::nullopt;
  return replace(scalar.span(), *quoted);
}

std::optional<Edit> rename(const Value& map, std::string_view key, std::string_view name) {
  if (!map.is_map() || map.use_span() != map.span() || map[name].exists()) return std::nullopt;
  const auto& entries = map.node()->entries;
  const auto is_it = [&](const Node::Entry& entry) { return entry.key->text == key; };
  const auto entry = std::find_if(entries.begin(), entries.end(), is_it);
  if (entry == entries.end() || entry->key->kind != Node::Kind::scalar) return std::nullopt;
  const auto quoted = in_quotes_of(*entry->key, name);
  return quoted ? std::optional(replace(entry->key->span, *quoted)) : std::nullopt;
}

std::optional<Edit> append_item(const Value& list, std::string_view text, const Source& source) {
  if (!list.is_list() || list.size() == 0 || list.use_span() != list.span()) return std::nullopt;
  const Node& last = *list.node()->items.back();
  const auto quoted = last.kind == Node::Kind::scalar ? in_quotes_of(last, text) : std::nullopt;
  if (!quoted || !last.anchor.empty()) return std::nullopt;
  if (list.node()->flow) return insert_after(last.span, ", " + *quoted);
  const Span line = source.line(source.line_of(last.span.begin));
  const std::string_view before = source.text({line.begin, last.span.begin});
  if (!line.contains(last.span) || before.find_first_not_of(" -") != before.npos) return std::nullopt;
  const std::string_view line_break = source.text().substr(line.end).starts_with("\r\n") ? "\r\n" : "\n";
  // Of "- - word" the inner dash alone is that of the list.
  const size_t dash = before.rfind('-');
  std::string indent(before);
  for (size_t i = 0; i < dash; ++i) indent[i] = ' ';
  return insert_after({line.end, line.end}, std::string(line_break) + indent + *quoted);
}

}  // namespace plimsoll::kubernetes
