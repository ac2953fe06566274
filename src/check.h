// Calls the rules for every node of a file. Findings come in any order.
#pragma once

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

// The scripts of the instructions are there, and nothing changes while the rules run.
void check(const dockerfile::File& file, const dockerfile::Model& model, const RuleSet& rules,
           std::vector<Finding>& findings);
// `of_objects`: the rules for each object of the manifest; empty: the same for all.
void check(const kubernetes::Manifest& manifest, const RuleSet& rules, std::vector<Finding>& findings,
           const std::vector<const RuleSet*>& of_objects = {});

}  // namespace plimsoll
