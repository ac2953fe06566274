#include "output/snippet_text.h"

#include <string_view>
#include <vector>

#include "output/terminal.h"

namespace plimsoll {
namespace {

constexpr std::string_view kCut = "…";

// The first cell that ends behind the byte.
size_t cell_at(const std::vector<Cell>& cells, uint32_t byte, size_t line_size) {
  size_t cell = 0;
  while (cell < cells.size() && (cell + 1 < cells.size() ? cells[cell + 1].begin : line_size) <= byte) ++cell;
  return cell;
}

}  // namespace

SnippetText snippet_text(const Snippet::Line& line, bool first, uint32_t columns) {
  // Indentation of the lines below the first is inside the span but tells nothing.
  uint32_t mark_begin = line.mark_begin;
  while (!first && mark_begin < line.mark_end && (line.text[mark_begin] == ' ' || line.text[mark_begin] == '\t')) {
    ++mark_begin;
  }
  const std::vector<Cell> cells = cells_of(line.text, line.cut_left ? 1 : 0);
  const size_t caret = cell_at(cells, mark_begin, line.text.size());
  const Window window = columns == 0 ? Window{0, cells.size()} : window_around(cells, caret, columns);

  SnippetText result;
  if (line.cut_left || window.first > 0) {
    result.before += kCut;
    result.caret_column = 1;
  }
  for (size_t i = window.first; i < window.last; ++i) {
    const bool marked = i >= caret && cells[i].begin < line.mark_end;
    (i < caret ? result.before : marked ? result.marked : result.after) += cells[i].text;
    if (i < caret) result.caret_column += cells[i].width;
    if (marked) result.caret_width += cells[i].width;
  }
  if (line.cut_right || window.last < cells.size()) result.after += kCut;
  // A point in the line, and what has no width, is one caret; an empty line inside a longer span has none.
  if (result.caret_width == 0 && first) result.caret_width = 1;
  return result;
}

}  // namespace plimsoll
