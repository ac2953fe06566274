// Comments and annotations that allow what a rule would report, ours and those of other tools:
//
//   # plimsoll: allow untagged-base-image, missing-user until 2027-01-31 -- the base is rebuilt every night
//   # hadolint ignore=DL3008
//   ignore-check.kube-linter.io/host-network: watches the node's interfaces
//
// A comment of ours holds for what it precedes: an instruction, a whole stage above its FROM, a YAML entry or list
// item; at the end of a line for the entry or item that starts there; above everything for the whole file, above the
// first key of a later YAML document for that document. Those of others reach as far as their tool says, and name no
// rule but those that carry the very alias. Annotations hold for their object. Rules know nothing of all this.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "date.h"
#include "node_kind.h"
#include "rule.h"
#include "source.h"

namespace plimsoll {

namespace dockerfile {
struct File;
}
namespace kubernetes {
struct Manifest;
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
    bool hint = false;                         // worth the time to look for the name that was meant
  };
  // What it says it holds for; `scope` is made of it.
  enum class Reach : uint8_t { next, instruction, line, command, stage, document, file, object };

  std::string_view tool;  // who it speaks to, in words: "Plimsoll", "kube-linter"
  bool annotation = false;
  Reach reach = Reach::next;
  Span span;   // the comment, from "#"; of an annotation, key and value
  Span scope;  // findings that begin in it are silenced
  std::vector<Name> names;
  std::string_view all_of;      // every rule with an alias of this tool ("kics"), instead of names
  std::string_view reason;      // empty if none
  bool can_have_reason = true;  // its form has a place for one
  std::optional<Date> until;    // the last day on which it holds; nothing: for ever
  Span until_span;
  bool expired = false;   // it silences nothing then
  std::string malformed;  // what is wrong with it, empty if nothing; it silences nothing then
  Span malformed_span;
  Span removal;  // the bytes to delete so that it is gone; empty where that is not safe

  bool ours() const { return tool == kOurs; }
  std::string_view form() const { return annotation ? "annotation" : "comment"; }
  static constexpr std::string_view kOurs = "Plimsoll";
};

// The suppressions of a file, in file order. Views point into the file and its tree.
std::vector<Suppression> suppressions_of(const dockerfile::File& file, Date today);
std::vector<Suppression> suppressions_of(const kubernetes::Manifest& manifest, Date today);
// What both do in the end: sort them, and see which have expired.
void finish_suppressions(std::vector<Suppression>& found, Date today);

}  // namespace plimsoll
