#include "output/terminal.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>

#include "output/output.h"
#include "utf8.h"

namespace plimsoll {
namespace {

constexpr uint32_t kTabWidth = 4;
constexpr char32_t kEmojiPresentation = 0xFE0F;  // the character before it is shown as an emoji, which is wide

// Two of them are a flag, which is wide.
bool is_regional_letter(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

// What a terminal would obey instead of show, and what would let text appear in another order than it has.
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// Build servers obey "##vso[…]", "##teamcity[…]" and "##[…]" wherever they stand in a line of a log: the second # of
// them is spelled out.
bool begins_command(std::string_view text, size_t at) {
  if (text[at] != '#' || at == 0 || text[at - 1] != '#') return false;
  const std::string_view rest = text.substr(at + 1);
  return rest.starts_with('[') || rest.starts_with("vso[") || rest.starts_with("teamcity[");
}

std::string spelled_out(char32_t c) {
  const uint32_t value = c;
  return value < 0x100 ? fmt::format("\\x{:02x}", value) : fmt::format("\\u{{{:04x}}}", value);
}

uint32_t width_of(char32_t c) {
  return static_cast<uint32_t>(std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(c))));
}

}  // namespace

std::vector<Cell> cells_of(std::string_view line, uint32_t column) {
  std::vector<Cell> cells;
  utf8proc_int32_t state = 0, before = 0;
  bool joins = false;  // the last cell may take more code points
  for (size_t at = 0; at < line.size();) {
    const CodePoint head = decode(line.substr(at));
    Cell cell{{}, 1, static_cast<uint32_t>(at)};
    const auto value = static_cast<utf8proc_int32_t>(head.value);
    const bool breaks = !joins || utf8proc_grapheme_break_stateful(before, value, &state);
    if (!joins) state = 0;
    before = value;
    joins = false;
    if (head.value == '\t') {
      cell.width = kTabWidth - column % kTabWidth;
      cell.text.assign(cell.width, ' ');
    } else if (is_control(head.value) || begins_command(line, at)) {
      cell.text = spelled_out(head.value);
      cell.width = static_cast<uint32_t>(cell.text.size());
    } else {
      append_valid(cell.text, line.substr(at), head);
      cell.width = head.value < 0x80 ? 1 : width_of(head.value);
      joins = head.valid;
    }
    at += head.size;
    if (!breaks && joins) {
      Cell& whole = cells.back();
      const bool wide = head.value == kEmojiPresentation || is_regional_letter(head.value);
      const uint32_t width = wide ? 2 : std::max(whole.width, cell.width);
      column += width - whole.width;
      whole.width = width;
      whole.text += cell.text;
      continue;
    }
    column += cell.width;
    cells.push_back(std::move(cell));
  }
  return cells;
}

Window window_around(const std::vector<Cell>& cells, size_t first, uint32_t columns) {
  uint32_t left = columns;
  const auto take = [&](const Cell& cell) {
    if (cell.width > left) return false;
    left -= cell.width;
    return true;
  };
  uint32_t whole = 0;
  for (const Cell& cell : cells) whole += cell.width;
  if (whole <= columns || columns < 8) return {0, cells.size()};
  left -= 2;  // for the marks of the cuts
  // A quarter of the room for what stands before, then what is marked and follows it, then again what stands before.
  Window window{first, first};
  uint32_t lead = left / 4;
  while (window.first > 0 && cells[window.first - 1].width <= lead && take(cells[window.first - 1])) {
    lead -= cells[--window.first].width;
  }
  while (window.last < cells.size() && take(cells[window.last])) ++window.last;
  while (window.first > 0 && take(cells[window.first - 1])) --window.first;
  return window;
}

std::string printable(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const CodePoint head = decode(text.substr(at));
    if (is_control(head.value) ||
        begins_command(text, at)) {  // a tab too: in a path or a message it would be taken for blanks
      out += spelled_out(head.value);
    } else {
      append_valid(out, text.substr(at), head);
    }
    at += head.size;
  }
  return out;
}

}  // namespace plimsoll
