#include "shell/sketch.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <memory>
#include <string_view>

extern "C" const TSLanguage* tree_sitter_bash();

namespace plimsoll::shell {
namespace {

struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct DeleteTree {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

// One parser a thread: making one costs more than most scripts.
TSParser* parser() {
  thread_local std::unique_ptr<TSParser, DeleteParser> parser(ts_parser_new());
  // Setting the language anew gives the grammar's scanner a fresh state, which it otherwise carries from text to text.
  ts_parser_set_language(parser.get(), tree_sitter_bash());
  return parser.get();
}

// What a node hands down to those below it.
struct Scope {
  bool conditional = false;
  bool branch = false;  // children behind the first keyword `then`, `do` or `)` are conditional
  bool guards = false;  // an && or || list in which a test has been seen
  bool list = false;
  bool pipeline = false;
  int pipeline_id = -1;
  int position = 0;
  int length = 1;
};

class Walker {
 public:
  Walker(const Piece& piece, const std::vector<bool>& is_test) : piece_(piece), is_test_(is_test) {
    result_.places.resize(piece.places.size());
  }

  Structure run() {
    std::unique_ptr<TSTree, DeleteTree> tree(
        ts_parser_parse_string(parser(), nullptr, piece_.sketch.data(), static_cast<uint32_t>(piece_.sketch.size())));
    if (!tree) return std::move(result_);
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree.get()));
    std::vector<Scope> scopes(1);
    for (;;) {
      const TSNode node = ts_tree_cursor_current_node(&cursor);
      scopes.push_back(enter(node, scopes.back()));
      if (ts_tree_cursor_goto_first_child(&cursor)) continue;
      for (;;) {
        leave(scopes);
        if (ts_tree_cursor_goto_next_sibling(&cursor)) break;
        if (!ts_tree_cursor_goto_parent(&cursor)) {
          ts_tree_cursor_delete(&cursor);
          return std::move(result_);
        }
      }
    }
  }

 private:
  // Scope of the node's children. `around` also counts the members of a pipeline as they come.
  Scope enter(TSNode node, Scope& around) {
    const std::string_view type = ts_node_type(node);
    if (type == "ERROR" || ts_node_is_missing(node)) result_.errors.push_back(ts_node_start_byte(node));
    Scope inner = around;
    inner.branch = inner.list = inner.pipeline = inner.guards = false;
    if (around.pipeline) {
      if (type == "|" || type == "|&") ++around.position;
      inner.position = around.position;
    }
    if (around.branch && (type == "then" || type == ")" || type == "do")) around.conditional = true;
    if (type == "pipeline") {
      inner.pipeline = true;
      inner.pipeline_id = result_.pipelines++;
      inner.position = 0;
      inner.length = 1;
      const uint32_t children = ts_node_child_count(node);
      inner.length = static_cast<int>((children + 1) / 2);
    } else if (type == "list") {
      inner.list = true;
    } else if (type == "if_statement" || type == "case_item" || type == "elif_clause") {
      inner.branch = true;
    } else if (type == "else_clause" || type == "do_group" || type == "function_definition") {
      inner.conditional = true;
    } else if (type == "command") {
      command(ts_node_start_byte(node), inner);
    }
    return inner;
  }

  void leave(std::vector<Scope>& scopes) {
    const Scope left = scopes.back();
    scopes.pop_back();
    Scope& around = scopes.back();
    // In "test && a && b" the list (test && a) is the left part of another list.
    if ((around.list || around.pipeline) && left.guards) {
      around.guards = true;
      if (around.list) around.conditional = true;
    }
  }

  void command(uint32_t at, Scope& scope) {
    const auto found = std::lower_bound(piece_.places.begin(), piece_.places.end(), at);
    if (found == piece_.places.end() || *found != at) return;
    const auto index = static_cast<size_t>(found - piece_.places.begin());
    result_.places[index] = {true, scope.conditional, scope.pipeline_id, scope.position, scope.length};
    scope.guards = is_test_[index];
  }

  const Piece& piece_;
  const std::vector<bool>& is_test_;
  Structure result_;
};

}  // namespace

Structure read_structure(const Piece& piece, const std::vector<bool>& is_test) {
  if (piece.unread) return {std::vector<Place>(piece.places.size()), {}, 0};
  // A lone command has no structure to read.
  if (piece.places.size() == 1 && piece.marks.size() <= 2 && piece.places[0] == 0)
    return {{Place{.found = true}}, {}, 0};
  return Walker(piece, is_test).run();
}

}  // namespace plimsoll::shell
