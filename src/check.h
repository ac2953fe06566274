// Calls the rules for every node of a file. Findings come in any order.
#pragma once

#include <span>
#include <vector>

#include "rule_set.h"

namespace plimsoll {

namespace dockerfile {
struct File;
class Model;
}  // namespace dockerfile
namespace kubernetes {
struct Manifest;
}

// A Dockerfile whose instructions have their scripts, and where its findings go.
struct CheckedFile {
  const dockerfile::File* file;
  const dockerfile::Model* model;
  std::vector<Finding>* findings;
};
// Several files at once, for that takes less time than one after the other: the code of a rule is fetched once for all
// of them. Nothing changes while the rules run.
void check(std::span<const CheckedFile> files, const RuleSet& rules);
// `of_objects`: the rules for each object of the manifest; empty: the same for all.
void check(const kubernetes::Manifest& manifest, const RuleSet& rules, std::vector<Finding>& findings,
           const std::vector<const RuleSet*>& of_objects = {});

}  // namespace plimsoll
