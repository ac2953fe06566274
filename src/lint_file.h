// One file, from its text to its diagnostics: classify, parse, model, check, replace, suppress, sort.
#pragma once

#include <string>
#include <vector>

#include "diagnostic.h"
#include "kubernetes/custom_schemas.h"
#include "lint.h"
#include "project.h"
#include "rule_set.h"
#include "suppress/comment_places.h"
#include "suppress/suppressor.h"

namespace plimsoll {

// What remains of a file when its text is gone.
struct LintedFile {
  FileResult result;
  FileSummary summary;
  Suppressor suppressor;
  Nested<CommentPlace> comment_places;  // if the reason for comments is known
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

// `schemas`: of the custom resources that the run defines.
LintedFile lint_file(Input input, const RuleSet& rules, const LintOptions& options,
                     const kubernetes::CustomSchemas& schemas);

}  // namespace plimsoll
