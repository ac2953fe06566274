// What of a result is not told again: findings that the baseline has, and those on lines that did not change.
//
//   Narrowing narrow(options);
//   if (!narrow.error.empty()) …
//   narrow(result);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "baseline.h"
#include "changes.h"
#include "cli/check.h"

namespace plimsoll {

class Narrowing {
 public:
  // Reads the baseline and asks git, where the options want that.
  explicit Narrowing(const CheckOptions& options);

  // Takes findings out. Of several results the last one counts in what follows.
  void operator()(RunResult& result);

  std::string error;                   // why that cannot be done; empty if it can
  uint32_t baselined = 0;              // findings that the baseline has
  uint32_t unchanged = 0;              // findings on lines that did not change
  std::vector<Baseline::Entry> stale;  // entries of the baseline for which nothing is found

 private:
  const CheckOptions& options_;
  std::optional<Baseline> baseline_;
  std::optional<Changes> changes_;
};

// Whether a run with these options makes all findings of that rule that there are, so that none of them means
// something.
bool judges(const CheckOptions& options, const std::string& rule);

}  // namespace plimsoll
