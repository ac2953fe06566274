#include "kubernetes/reorder.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::kubernetes {
namespace {

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

// Behind the value, in block style at the end of its line; nothing where the entry is not of the usual form "key:
// value".
std::optional<uint32_t> end_of(const Node& map, const Node::Entry& entry, const Source& source) {
  const std::string_view text = source.text();
  const uint32_t colon = static_cast<uint32_t>(text.find_first_not_of(' ', entry.key->span.end));
  if (!entry.key->tag.empty() || colon >= text.size() || text[colon] != ':') return std::nullopt;
  const uint32_t end = entry.value->span.empty() ? colon + 1 : entry.value->span.end;
  if (map.flow) return end;
  const Span line = source.line(source.line_of(end));
  const std::string_view rest = text.substr(end, line.end - end);
  const size_t left = rest.find_first_not_of(" \t");
  if (left != rest.npos && (rest[left] != '#' || left == 0)) return std::nullopt;
  return line.end;
}

// The places of the entries; nothing where they cannot change them.
std::optional<std::vector<Span>> places_in(const Node& map, const Source& source) {
  std::vector<Span> places;
  for (const Node::Entry& entry : map.entries) {
    const auto end = end_of(map, entry, source);
    const uint32_t begin = entry.key->span.begin;
    if (!end || (!places.empty() && begin < places.back().end)) return std::nullopt;
    if (!places.empty()) {
      std::string gap(source.text({places.back().end, begin}));
      if (map.flow) gap.erase(std::min(gap.find(','), gap.size()), 1);
      if (!is_blank(gap)) return std::nullopt;
    }
    places.push_back({begin, *end});
  }
  return places;
}

std::vector<size_t> order_of(const Node& map, EntryOrder is_before) {
  std::vector<size_t> order(map.entries.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return is_before(map.entries[a], map.entries[b]); });
  return order;
}

// Writes the text of nodes with all mappings in them in order.
struct Writer {
  EntryOrder is_before;
  bool deep;
  const Source& source;
  std::string out;

  void copy(uint32_t begin, uint32_t end) {
    if (begin < end) out += source.text({begin, end});
  }

  void write(const Node::Entry& entry, Span place) {
    if (!deep || entry.value->span.empty()) return copy(place.begin, place.end);
    copy(place.begin, entry.value->span.begin);
    copy(write(*entry.value), place.end);
  }

  // Up to where it has written: behind a comment, that is behind the node.
  uint32_t write(const Node& node) {
    uint32_t at = node.span.begin;
    for (const Node* item : node.items) {
      if (item->span.empty()) continue;
      copy(at, item->span.begin);
      at = write(*item);
    }
    const auto places = places_in(node, source);
    const std::vector<size_t> order = order_of(node, is_before);
    for (size_t i = 0; i < node.entries.size(); ++i) {
      const Node::Entry& own = node.entries[i];
      if (places) {
        copy(at, (*places)[i].begin);
        write(node.entries[order[i]], (*places)[order[i]]);
        at = (*places)[i].end;
      } else if (!own.value->span.empty()) {
        copy(at, own.value->span.begin);
        at = write(*own.value);
      }
    }
    copy(at, node.span.end);
    return std::max(at, node.span.end);
  }
};

}  // namespace

bool has_movable_entries(const Document& document, const Source& source) {
  const bool complete = source.text().ends_with('\n');
  return std::none_of(document.nodes.begin(), document.nodes.end(), [&](const Node& node) {
    const bool block = node.kind == Node::Kind::scalar && (node.style == Style::literal || node.style == Style::folded);
    const bool keeps = block && (!complete || source.text(node.span).substr(0, 3).find('+') != std::string_view::npos);
    return node.kind == Node::Kind::alias || !node.anchor.empty() || keeps;
  });
}

std::optional<Edit> reorder(const Node& map, EntryOrder is_before, bool deep, const Source& source) {
  const auto places = places_in(map, source);
  if (!places || places->empty()) return std::nullopt;
  const std::vector<size_t> order = order_of(map, is_before);
  Span whole = join(places->front(), places->back());
  Writer writer{is_before, deep, source, {}};
  for (size_t i = 0; i < order.size(); ++i) {
    if (i > 0) writer.copy((*places)[i - 1].end, (*places)[i].begin);
    writer.write(map.entries[order[i]], (*places)[order[i]]);
  }
  // With the end of its last line, so that nothing is added there at the same time.
  const size_t next = map.flow ? whole.end : std::min(source.text().find('\n', whole.end) + 1, source.text().size());
  if (next > whole.end) writer.copy(whole.end, static_cast<uint32_t>(next));
  whole.end = std::max(whole.end, static_cast<uint32_t>(next));
  if (writer.out == source.text(whole)) return std::nullopt;
  return replace(whole, std::move(writer.out));
}

}  // namespace plimsoll::kubernetes
