#include "narrow.h"

#include <algorithm>

#include "rule.h"
#include "run.h"

namespace plimsoll {

Narrowing::Narrowing(const CheckOptions& options) : options_(options) {
  if (!options.baseline.empty()) {
    baseline_.emplace(options.baseline);
    error = baseline_->read();
  }
  if (error.empty() && !options.since.empty()) {
    changes_ = changes_since(options.since);
    error = changes_->error;
  }
}

void Narrowing::operator()(RunResult& result) {
  if (baseline_) {
    stale = baseline_->stale(result, [&](const std::string& rule) { return judges(options_, rule); });
    baselined = baseline_->apply(result);
  }
  if (changes_) unchanged = keep_changed(result, *changes_);
}

bool judges(const CheckOptions& options, const std::string& rule) {
  const RegisteredRule* known = find_rule(rule);
  if (!known) return true;  // it will never come back
  if (has_codes(*known) && (options.shellcheck == "off" || shellcheck_program(options.shellcheck).empty()))
    return false;
  const auto names = [&](const std::vector<std::string>& list) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& name) {
      const auto rules = find_rules(name);
      return std::find(rules.begin(), rules.end(), known) != rules.end();
    });
  };
  return (options.select.empty() || names(options.select)) && !names(options.ignore);
}

}  // namespace plimsoll
