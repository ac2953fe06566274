#include "dockerfile/parse.h"

#include <tree_sitter/api.h>

#include "dockerfile/arguments.h"
#include "dockerfile/words.h"
#include "heredoc.h"

extern "C" const TSLanguage* tree_sitter_dockerfile(void);

namespace plimsoll::dockerfile {
namespace {

struct Symbols {
  TSSymbol directive, comment, instruction, keyword, text, continuation, blank_line, heredoc, heredoc_body;
};

const Symbols& symbols() {
  static const Symbols symbols = [] {
    auto find = [](std::string_view name) {
      return ts_language_symbol_for_name(tree_sitter_dockerfile(), name.data(), static_cast<uint32_t>(name.size()),
                                         true);
    };
    return Symbols{find("directive"),  find("comment"), find("instruction"),
                   find("keyword"),    find("text"),    find("line_continuation"),
                   find("blank_line"), find("heredoc"), find("heredoc_body")};
  }();
  return symbols;
}

// A parser keeps its buffers, so each thread reuses one.
TSParser* parser() {
  struct Delete {
    void operator()(TSParser* parser) const { ts_parser_delete(parser); }
  };
  thread_local const std::unique_ptr<TSParser, Delete> parser = [] {
    std::unique_ptr<TSParser, Delete> created(ts_parser_new());
    ts_parser_set_language(created.get(), tree_sitter_dockerfile());
    return created;
  }();
  return parser.get();
}

Span span_of(TSNode node) { return {ts_node_start_byte(node), ts_node_end_byte(node)}; }

// What the grammar found of one heredoc.
struct HeredocNode {
  Span body;
  std::optional<Span> terminator;
};

// What the grammar found of one instruction.
struct Pieces {
  Span keyword;            // empty if the keyword is cut or comes behind a continuation
  std::vector<Span> line;  // texts, with the keyword where that is cut
  std::vector<Span> comments;
  std::vector<Span> blank_lines;
  std::vector<Span> continuations;
  std::vector<HeredocNode> heredocs;
};

class TreeReader {
 public:
  TreeReader(const Source& source, const TSTree* tree)
      : source_(source), cursor_(ts_tree_cursor_new(ts_tree_root_node(tree))), file_(std::make_unique<File>()) {
    file_->source = &source;
    // Behind a first line with #!, the builder reads no escape directive.
    escape_fixed_ = source.text().starts_with("#!") || source.text().starts_with("\xEF\xBB\xBF#!");
  }
  ~TreeReader() { ts_tree_cursor_delete(&cursor_); }
  TreeReader(const TreeReader&) = delete;
  TreeReader& operator=(const TreeReader&) = delete;

  std::unique_ptr<File> read() {
    for_each_child([this](TSNode node) {
      const TSSymbol symbol = ts_node_symbol(node);
      if (symbol == symbols().directive) {
        read_directive(span_of(node));
      } else if (symbol == symbols().comment) {
        add_comment(span_of(node));
      } else {
        read_pieces();
        read_instruction();
      }
    });
    return std::move(file_);
  }

 private:
  template <class Visit>
  void for_each_child(Visit visit) {
    if (!ts_tree_cursor_goto_first_child(&cursor_)) return;
    do {
      visit(ts_tree_cursor_current_node(&cursor_));
    } while (ts_tree_cursor_goto_next_sibling(&cursor_));
    ts_tree_cursor_goto_parent(&cursor_);
  }

  std::string_view text(Span span) const { return source_.text(span); }

  Word word(std::string_view part) const {
    const auto begin = static_cast<uint32_t>(part.data() - source_.text().data());
    return {part, {begin, begin + static_cast<uint32_t>(part.size())}};
  }

  // The grammar's comments inside instructions start with the blanks before them.
  Span add_comment(Span span) {
    span.begin += static_cast<uint32_t>(text(span).find('#'));
    file_->comments.push_back({span, text(span)});
    return span;
  }

  void read_directive(Span span) {
    const std::string_view directive = trim(text(span));
    const size_t equals = directive.find('=');
    const Word name = word(trim(directive.substr(1, equals - 1)));
    const Word value = word(trim(directive.substr(equals + 1)));
    file_->directives.push_back({name, value, word(directive).span});
    // Only the first counts; the builder refuses a second one.
    const bool escape = name.text.size() == 6 && (name.text[0] | 0x20) == 'e';
    if (!escape || escape_fixed_) return;
    escape_fixed_ = true;
    if (value.text == "`" || value.text == "\\") file_->escape = value.text[0];
  }

  void read_pieces() {
    pieces_ = {};
    for_each_child([this](TSNode node) {
      const TSSymbol symbol = ts_node_symbol(node);
      const Span span = span_of(node);
      if (symbol == symbols().text) {
        pieces_.line.push_back(span);
      } else if (symbol == symbols().continuation) {
        pieces_.continuations.push_back(span);
      } else if (symbol == symbols().comment) {
        pieces_.comments.push_back(add_comment(span));
      } else if (symbol == symbols().blank_line) {
        pieces_.blank_lines.push_back(span);
      } else if (symbol == symbols().keyword) {
        pieces_.keyword = span;
      } else if (symbol == symbols().heredoc) {
        HeredocNode& heredoc = pieces_.heredocs.emplace_back();
        for_each_child([&heredoc](TSNode part) {
          if (ts_node_symbol(part) == symbols().heredoc_body) {
            heredoc.body = span_of(part);
          } else {
            heredoc.terminator = span_of(part);
          }
        });
      }
    });
    // A word that goes on behind the keyword's token is not yet the whole keyword.
    const bool cut = !pieces_.line.empty() && cut_blank(text(pieces_.line[0])).first.size() > 0;
    if (cut && !pieces_.keyword.empty()) {
      pieces_.line.insert(pieces_.line.begin(), pieces_.keyword);
      pieces_.keyword = {};
    }
  }

  // Takes white space off both ends of the logical line.
  void trim_line() {
    std::vector<Span>& line = pieces_.line;
    size_t first = 0;
    for (; first < line.size(); ++first) {
      const std::string_view rest = text(line[first]);
      size_t blank = 0;
      while (const size_t size = leading_space(rest.substr(blank))) blank += size;
      line[first].begin += static_cast<uint32_t>(blank);
      if (blank < rest.size()) break;
    }
    line.erase(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(first));
    while (!line.empty()) {
      const std::string_view rest = trim(text(line.back()));
      if (!rest.empty()) {
        line.back().end = word(rest).span.end;
        break;
      }
      line.pop_back();
    }
  }

  void read_instruction() {
    trim_line();
    MappedText line;
    for (Span span : pieces_.line) line.append(text(span), span.begin);

    Word name = word(text(pieces_.keyword));
    if (pieces_.keyword.empty()) {
      const auto [first, rest] = cut_blank(line.text());
      name = joined_name(line, first);
      const size_t size = rest.size();
      line = line.slice(line.text().size() - size, size);
    }
    if (line.empty()) line.append("", Span{name.span.end, name.span.end});

    std::unique_ptr<Instruction> instruction = make_instruction(keyword_of(name.text));
    instruction->name = name;
    instruction->line = std::move(line);
    instruction->comments = std::move(pieces_.comments);
    instruction->blank_lines = std::move(pieces_.blank_lines);
    instruction->continuations = std::move(pieces_.continuations);
    read_arguments(*instruction, file_->escape);
    read_heredocs(*instruction);
    file_->instructions.push_back(std::move(instruction));
  }

  // A keyword that continuations cut has no place in the file where it stands in one piece: its text is the canonical
  // name, or what stands in the first of its lines.
  Word joined_name(const MappedText& line, std::string_view first) const {
    if (line.empty()) {
      const uint32_t at = pieces_.continuations.empty() ? 0 : pieces_.continuations[0].begin;
      return {text({at, at}), {at, at}};
    }
    const Span span = line.span(first);
    if (span.size() == first.size()) return {text(span), span};
    const std::string_view known = name_of(keyword_of(first));
    return {known.empty() ? text(pieces_.line[0]) : known, span};
  }

  void read_heredocs(Instruction& outer) {
    if (pieces_.heredocs.empty()) return;
    Instruction* owner = &outer;
    if (outer.keyword == Keyword::onbuild) owner = static_cast<Onbuild&>(outer).trigger.get();
    if (!owner) return;

    HeredocList markers;
    const std::string_view line = owner->line.text();
    heredocs_of_line(line.data(), line.size(), &markers);
    for (size_t i = 0; i < pieces_.heredocs.size() && i < markers.count; ++i) {
      const HeredocNode& node = pieces_.heredocs[i];
      const HeredocMarker& marker = markers.markers[i];
      const std::string_view written = line.substr(marker.begin, marker.end - marker.begin);
      const std::string_view name(markers.names + marker.name_begin, marker.name_size);
      Heredoc& heredoc = owner->heredocs.emplace_back();
      heredoc.marker = {written, owner->line.span(written)};
      heredoc.expand = marker.expand;
      heredoc.chomp = marker.chomp;
      heredoc.body = node.body;
      heredoc.terminated = node.terminator.has_value();
      heredoc.terminator = node.terminator.value_or(Span{node.body.end, node.body.end});
      // The name without quotes stands in the file: in its terminator, or in a marker whose quotes are not inside of
      // it.
      const size_t at = written.find(name);
      heredoc.name = node.terminator      ? text(*node.terminator)
                     : at != written.npos ? written.substr(at, name.size())
                                          : written.substr(written.find("<<") + 2);
      owner->whole.end = outer.whole.end = heredoc.terminator.end;
    }
  }

  const Source& source_;
  TSTreeCursor cursor_;
  std::unique_ptr<File> file_;
  Pieces pieces_;
  bool escape_fixed_ = false;
};

}  // namespace

std::unique_ptr<File> parse(const Source& source) {
  struct Delete {
    void operator()(TSTree* tree) const { ts_tree_delete(tree); }
  };
  const std::string_view text = source.text();
  const std::unique_ptr<TSTree, Delete> tree(
      ts_parser_parse_string(parser(), nullptr, text.data(), static_cast<uint32_t>(text.size())));
  return TreeReader(source, tree.get()).read();
}

}  // namespace plimsoll::dockerfile
