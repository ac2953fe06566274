// One file, from its text to its diagnostics: classify, parse, model, check, replace, suppress, sort.
#pragma once

#include <string>
#include <vector>

#include "diagnostic.h"
#include "lint.h"
#include "project.h"
#include "rule_set.h"

namespace plimsoll {

// What remains of a file when its text is gone.
struct LintedFile {
  // A scope in which a comment allows a rule, for findings of the second pass.
  struct Allowance {
    const RegisteredRule* rule;
    Span scope;
  };
  FileResult result;
  FileSummary summary;
  std::vector<Allowance> allowances;
  struct Special {
    Span span;
    const RuleSet* rules;
  };
  std::vector<Special> special;  // objects that have rules of their own; by place
  std::vector<Span> exempt;      // objects and containers of which no rule speaks; by place

  bool exempts(uint32_t offset) const;
  // The rules of the object at that place where it has its own, else nullptr.
  const RuleSet* rules_at(uint32_t offset) const;
};

LintedFile lint_file(Input input, const RuleSet& rules, const LintOptions& options);

}  // namespace plimsoll
