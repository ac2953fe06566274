// What the readers of all tools need: the text of one file as a tree, lists in the forms that people write them, and
// the way from the names of a tool to our rules.
//
// Files are hostile. A reader looks at a tree to a fixed depth, and at kMostValues in all, so that aliases of aliases
// cost nothing; what is beyond that is told as lost.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/value.h"
#include "migrate/migration.h"

namespace plimsoll::migrate {

inline constexpr size_t kMostValues = 5'000;

// A scalar and where it stands.
struct Item {
  std::string text;
  Span span;
};

// Keys that have no counterpart, with the reason for each.
struct Reason {
  std::string_view key, why;
};

class Reader {
 public:
  // `tool` is the part of aliases before the colon: "hadolint".
  Reader(std::string_view tool, const std::string& path, std::string text);

  const Source& source() const { return source_; }
  Migration& migration() { return migration_; }
  Migration take() { return std::move(migration_); }

  // The first document of the YAML or JSON; missing, and an error told, where it is no mapping. An empty file is
  // missing.
  kubernetes::Value root();
  // The scalars of a list, or of one scalar, which may be several with commas between them. What is no scalar is lost.
  std::vector<Item> items(kubernetes::Value value, std::string_view key);
  // The values of a list, the keys and values of a mapping.
  std::vector<kubernetes::Value> values(kubernetes::Value list);
  std::vector<std::pair<kubernetes::Value, kubernetes::Value>> entries(kubernetes::Value map);
  Item item(kubernetes::Value value) const { return {std::string(value.string()), value.span()}; }

  Origin origin(Span span, std::string_view key) const {
    return {source_.path(), source_.code_points(span.begin), std::string(key)};
  }
  void lose(Span span, std::string_view what, std::string_view why);
  void fail(Span span, std::string_view why);
  // For a key that nothing handles: the reason from the list, or that we have no such setting.
  void lose_key(kubernetes::Value key, const std::vector<Reason>& reasons, std::string_view prefix = {});

  // The rules that the tool calls so, or a part of one of ours: "SC2086". Empty, and told, if nobody knows it.
  std::vector<Wish> wishes(const Item& id, std::string_view key);
  // The same, added to what the file asks for.
  void switch_off(const Item& id, std::string_view key);
  void set_severity(const Item& id, std::string_view key, std::optional<Severity> severity);
  // Switches the rules of the profile off that are not in `kept`.
  void keep_only(const std::set<const RegisteredRule*>& kept, Span span, std::string_view key);
  // The version of Kubernetes, such as "v1.31" or "1.31.2".
  void set_version(const Item& version, std::string_view key);
  // A wish with one option of a rule; the rule and its option are known to exist.
  void set_option(std::string_view rule, std::string_view option, OwnedValue value, const Item& id,
                  std::string_view key);

 private:
  // Whether so many more values may be looked at.
  bool spend(size_t values, Span span);

  std::string_view tool_;
  Source source_;
  std::vector<std::unique_ptr<kubernetes::Document>> documents_;
  Migration migration_;
  size_t left_ = kMostValues;
};

// All rules that have an alias of the tool.
std::set<const RegisteredRule*> rules_of(std::string_view tool);

// "a, b" -> "a", "b"; blanks around are not part of them. `begin` is the offset of the text in its file.
std::vector<Item> split(std::string_view text, std::string_view separators, uint32_t begin);

}  // namespace plimsoll::migrate
