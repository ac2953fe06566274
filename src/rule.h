// What a rule is: a constant that says how bad, of what kind, what it looks at and what it does.
//
//   extern constinit const Rule untagged_base_image = {
//       .severity = Severity::warning,
//       .group = Group::reproducibility,
//       .aliases = {"hadolint:DL3006"},
//       .check = [](const dockerfile::From& from, Context& ctx) {
//         if (!from.image.tag) ctx.report(from.word.span, "image '{}' has no tag", from.image.name);
//       },
//   };
//
// The type of the lambda's first parameter is the query: the engine walks each file once and calls the rules registered
// for each node kind (see node_kind.h). A lambda that captures does not compile, so a rule keeps no state.
// The name of a rule is the name of its file; its page is the .md beside it, whose first paragraph is its summary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "node_kind.h"

namespace plimsoll {

class Context;
struct OptionBase;

enum class Severity : uint8_t { info, warning, error };

enum class Group : uint8_t {
  build_cache,
  correctness,
  deprecated,
  deprecated_api,
  image_size,
  images,
  metadata,
  network,
  pod_security_baseline,
  pod_security_restricted,
  policy,
  rbac,
  references,
  reliability,
  reproducibility,
  resources,
  secrets,
  security,
  shell,
  style,
  suppression,
  supply_chain,
};

// Which of the nested profiles a rule joins first: what is in recommended is in strict, what is in strict is in all.
enum class Profile : uint8_t { recommended, strict, all };

// A short list inside a constant. (A std::initializer_list member would not survive constant initialisation.)
template <class T, std::size_t N>
struct List {
  T items[N]{};
  std::size_t count = 0;

  constexpr List() = default;
  template <class... Items>
  constexpr List(Items... values) : items{T(values)...}, count(sizeof...(values)) {}  // NOLINT: braces read as a list

  constexpr const T* begin() const { return items; }
  constexpr const T* end() const { return items + count; }
  constexpr bool empty() const { return count == 0; }
};

// A function over one kind of node. Made from a captureless lambda (const Node&, Context&).
class Check {
 public:
  constexpr Check() = default;
  template <class F>
  constexpr Check(F f) : Check(f, &F::operator()) {}  // NOLINT: a rule writes a lambda where a Check is wanted

  NodeKind kind{};
  void (*run)(const void* node, Context& ctx) = nullptr;

 private:
  template <class F, class Node>
  constexpr Check(F, void (F::*)(const Node&, Context&) const)
      : kind(Node::kind), run([](const void* node, Context& ctx) { F{}(*static_cast<const Node*>(node), ctx); }) {}
};

struct Rule {
  Severity severity = Severity::warning;
  Group group = Group::correctness;
  Profile profile = Profile::recommended;
  // Names of the same or a covering rule in other tools and standards, "tool:ID"; accepted wherever a name is.
  List<const char*, 96> aliases;
  const char* alias_table = nullptr;  // rules/data/NAME.yaml, whose list "aliases" has more of them
  // Rules that say the same less precisely; where both speak on the same spot only this one is shown. "role-*" stands
  // for all whose names begin so.
  List<const char*, 4> replaces;
  List<const OptionBase*, 8> options;
  // Checks of Command, Download, ManagerCall and Install nodes are called for these programs only; empty: for all. A
  // program is Command::base, or one of Command::wrappers; of ManagerCall and Install it is the key in
  // rules/data/package-managers.yaml. "=" stands for every command with assignments before it, and for these alone.
  List<const char*, 48> programs;
  List<Check, 8> check;
};

// One row of the table that the build makes from the folders below rules/.
struct RegisteredRule {
  std::string_view name;      // "untagged-base-image"
  std::string_view language;  // "dockerfile", "kubernetes" or "project": the folder
  const Rule* rule;
  std::string_view page;        // the whole .md
  std::string summary() const;  // the page's first paragraph, on one line
  // The rule's own, and those of the table of facts that it names.
  std::vector<std::string_view> aliases() const;
};

// All rules, sorted by name.
struct RegisteredRules {
  const RegisteredRule* first;
  std::size_t count;
  const RegisteredRule* begin() const { return first; }
  const RegisteredRule* end() const { return first + count; }
};
RegisteredRules all_rules();

// The rule of that very name; nullptr if there is none.
const RegisteredRule* find_rule(std::string_view name);
// The rules that a user means by a name: the rule itself, and all that have it as an alias, with or without the tool in
// front and in any letter case ("hadolint:DL3006", "dl3006"). Empty if nobody knows it.
std::vector<const RegisteredRule*> find_rules(std::string_view name_or_alias);
// "SC2086", if the name is that of one of ShellCheck's codes, with or without "shellcheck:" or "hadolint:" in front;
// empty if not. find_rules() gives the rule shellcheck for all of them.
std::string shellcheck_code(std::string_view name);
// The rule whose findings have such codes.
bool has_codes(const RegisteredRule& rule);
// The name that was probably meant by one that nobody knows.
std::optional<std::string_view> closest_rule(std::string_view name);

std::string_view name_of(Severity severity);
std::optional<Severity> severity_named(std::string_view name);
std::string_view name_of(Group group);
std::string_view name_of(Profile profile);
std::optional<Profile> profile_named(std::string_view name);

}  // namespace plimsoll
