// A file, from its text to its diagnostics: classify, parse, model, check, replace, suppress, sort.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kubernetes/custom_schemas.h"
#include "lint.h"
#include "project.h"
#include "result.h"
#include "rule_set.h"
#include "suppress/comment_places.h"
#include "suppress/suppressor.h"

namespace plimsoll {

// What remains of a file when its text is gone.
struct LintedFile {
  FileResult result;
  std::unique_ptr<FileSummary> summary;  // nullptr: of this file no other one need know
  // What findings depend on until all files are read (project.h).
  struct Condition {
    std::string unless;
    std::vector<std::string> given;
    std::string given_message;          // all as in Finding
    std::vector<uint32_t> diagnostics;  // their indices
  };
  std::vector<Condition> conditions;
  std::unique_ptr<Suppressor> suppressor;  // nullptr: nothing is allowed
  Nested<CommentPlace> comment_places;     // if the reason for comments is known
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

// So many Dockerfiles are linted together that the code of the rules is at hand for most of them, and so few that their
// trees are small beside that of one large file.
inline constexpr size_t kMostFilesTogether = 16, kMostBytesTogether = 64 << 10;

// Files that have the same rules; Dockerfiles among them are all in memory until they are checked together (check.h).
// `schemas`: of the custom resources that the run defines.
std::vector<LintedFile> lint_files(std::vector<Input> inputs, const RuleSet& rules, const LintOptions& options,
                                   const kubernetes::CustomSchemas& schemas);

}  // namespace plimsoll
