// How often each rule was broken.
#pragma once

#include <vector>

#include "output/output.h"

namespace plimsoll {

struct RuleCount {
  const RegisteredRule* rule = nullptr;
  Severity severity = Severity::info;  // the worst of its findings
  uint32_t findings = 0, fixable = 0, unsafe_fixable = 0;
};

// The most frequent first, equal ones by name.
std::vector<RuleCount> count_by_rule(const RunResult& result);

}  // namespace plimsoll
