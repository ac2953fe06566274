// YAML and JSON as a tree of values, each with its span from the first to the last byte, quotes and block headers
// included.
//
// A Document owns its Nodes; Value is a light view on one of them, or on the absence of one: `value["a"]["b"]` never
// fails, an absent value knows the deepest ancestor that exists. Aliases and merge keys are resolved on access, and a
// value that came through an alias keeps the place of its use (`use_span`). In a patch (patch.h) the absent is unknown,
// as a template is, and not missing.
//
//   Value limit = container["resources"]["limits"]["memory"];
//   if (limit.missing()) ctx.report(limit.span(), "…");     // at the key "resources" if there are no limits
#pragma once

#include <concepts>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "mapped_text.h"
#include "node_kind.h"
#include "source.h"

namespace plimsoll::kubernetes {

enum class Style : uint8_t { plain, single_quoted, double_quoted, literal, folded };

struct Node {
  enum class Kind : uint8_t { null, scalar, list, map, alias };
  struct Entry {
    Node* key;
    Node* value;
  };
  Kind kind = Kind::null;
  Style style = Style::plain;    // scalars
  bool flow = false;             // lists and maps: [ ] and { }
  bool partial = false;          // of a patch: what it does not have may stand in what it patches
  Span span;                     // empty (a point) for a null that is not written
  std::string text;              // scalars: the decoded value
  std::string tag;               // as written: "!!str", "!vault"; empty if none
  Span anchor;                   // &name, empty if none
  std::vector<Entry> entries;    // maps: as written, duplicate keys and merge keys included
  std::vector<Node*> items;      // lists
  const Node* target = nullptr;  // aliases
};

struct Problem {
  Span span;
  std::string message;  // what was expected, in one clause
};

struct Comment {
  Span span;  // from the "#" to the end of the line
  std::string_view text;
};

class Value {
 public:
  Value() = default;
  explicit Value(const Node* node) : node_(node) {}

  bool exists() const { return node_ != nullptr; }
  // Not there, or an explicit null: the API server makes no difference. In a patch only the latter.
  bool missing() const;
  // There, and no explicit null.
  bool present() const { return exists() && !missing(); }
  bool is_map() const;
  bool is_list() const;
  bool is_scalar() const;
  bool is_merge_key() const;  // a plain "<<"

  Value operator[](
      std::string_view key) const;       // of a map; the last one of duplicates wins, own keys before merged ones
  Value operator[](size_t index) const;  // of a list
  size_t size() const;                   // items of a list, keys of a map; 0 for the rest
  std::vector<Value> items() const;      // of a list; empty for the rest
  std::vector<std::pair<Value, Value>> entries() const;  // of a map, merged keys included, shadowed ones not

  // Scalars, as Kubernetes reads them (YAML 1.1 words of the plain style: yes, on, 0o17, ~). Quoted scalars are
  // strings.
  std::string_view string() const;  // decoded text of a string or of any other scalar; empty for the rest
  bool is_string() const;           // quoted, or plain and of no other type
  std::optional<bool> boolean() const;
  std::optional<int64_t> integer() const;  // nothing for one beyond 64 bits
  bool is_number() const;                  // an integer or a fraction
  // A template, so that a string literal is never taken for a bool.
  template <std::same_as<bool> Bool>
  bool is(Bool wanted) const {
    return boolean() == wanted;
  }
  bool is(std::string_view wanted) const { return is_scalar() && string() == wanted; }
  // Holds a template placeholder ({{ }}, {% %}, <% %>, ${ }, $( )), or is what a patch does not say: its value is not
  // known.
  bool templated() const;

  // What stands at the path below, be it absent. Nothing where that cannot be told: a scalar or a list stands where the
  // path needs a mapping, or the value is templated.
  std::optional<Value> known(std::initializer_list<std::string_view> path) const;

  // The value; for a missing one the key of the deepest ancestor that exists (its own for a null that is not written).
  Span span() const;
  // The key under which it stands; the same as span() where there is none.
  Span key_span() const;
  // The value with its key, for removing or replacing both; the alias where an alias stands for the value.
  Span entry_span() const;
  // Where the value came through an alias or a merge key: the place of the alias; else span().
  Span use_span() const;
  // The decoded text of a scalar with the way back to the file, for scripts in block scalars.
  MappedText mapped(const Source& source) const;

  const Node* node() const { return node_; }
  friend bool operator==(const Value& a, const Value& b) { return a.node_ == b.node_; }

 private:
  Value child(const Node* key, const Node* written) const;
  Value absent() const;
  Value find(std::string_view key) const;  // of a map
  template <class Visit>
  bool visit_merged(Visit visit) const;  // maps below merge keys, nearest first, until visit() is true
  void collect(std::vector<std::pair<Value, Value>>& entries, std::unordered_set<std::string_view>& seen) const;

  const Node* node_ = nullptr;     // nullptr: absent
  const Node* key_ = nullptr;      // the key node, nullptr for list items and roots
  const Node* written_ = nullptr;  // what stands in the map or list: node_, or the alias of it
  Span place_;                     // absent: key of the deepest ancestor that exists
  Span use_;                       // the alias it came through, empty if none
  bool unknown_ = false;           // absent: it may stand in what is patched
};

// One document of a stream.
struct Document {
  static constexpr NodeKind kind = NodeKind::document;

  const Source* source = nullptr;
  Span span;  // without the "---" around it
  std::deque<Node> nodes;
  const Node* root = nullptr;  // nullptr: empty document, or one that could not be read
  std::vector<Comment> comments;
  std::optional<Problem> problem;  // the syntax error that cost this document
  Value value() const { return Value(root); }
};

}  // namespace plimsoll::kubernetes
