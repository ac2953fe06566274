// Comments that allow what a rule would report, in both languages:
//
//   # plimsoll: allow untagged-base-image, missing-user -- the base is rebuilt every night
//
// A comment holds for what it precedes: an instruction, a whole stage above its FROM, a YAML entry or list item; at the
// end of a line for the entry or item that starts there; above everything for the whole file, above the first key of a
// later YAML document for that document. Rules know nothing of this. Aliases of rules work as names do.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "finding.h"
#include "kubernetes/value.h"
#include "node_kind.h"

namespace plimsoll {

namespace dockerfile {
struct File;
}

struct Suppression {
  static constexpr NodeKind kind = NodeKind::suppression;

  struct Name {
    std::string_view text;
    Span span;
    std::vector<const RegisteredRule*> rules;  // empty: nobody knows the name
    std::string code;                          // of findings that have a code only these (finding.h); empty: all
    bool used = false;                         // it silenced something
    bool checked = false;                      // one of its rules ran, so that "not used" means something
  };

  Span span;   // the comment, from "#"
  Span scope;  // findings that begin in it are silenced
  std::vector<Name> names;
  std::string_view reason;  // behind "--"; empty if none
  std::string malformed;    // what is wrong with the comment, empty if nothing; it silences nothing then
  Span malformed_span;
};

// The suppressions of a file, in file order.
std::vector<Suppression> suppressions_of(const dockerfile::File& file);
std::vector<Suppression> suppressions_of(const std::vector<std::unique_ptr<kubernetes::Document>>& documents,
                                         const Source& source);

// Answers whether a finding is allowed. Of several comments around it the innermost counts.
class Suppressor {
 public:
  explicit Suppressor(std::vector<Suppression>& suppressions);
  // Whether one of `rules` is allowed at `offset`, or its findings of that code; marks the comment as used.
  bool allows(const std::vector<const RegisteredRule*>& rules, std::string_view code, uint32_t offset);

 private:
  struct Entry {
    Span scope;
    Suppression::Name* name;
    int parent;  // index of the next wider scope for the same rule, -1 if none
  };
  std::vector<std::pair<const RegisteredRule*, std::vector<Entry>>> by_rule_;  // sorted by rule
};

}  // namespace plimsoll
