#include "rule_set.h"

#include <algorithm>

#include "profile.h"

namespace plimsoll {
namespace {

bool contains(const std::vector<const RegisteredRule*>& rules, const RegisteredRule* rule) {
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

bool runs_a_program(NodeKind kind) {
  return kind == NodeKind::command || kind == NodeKind::download || kind == NodeKind::manager_call ||
         kind == NodeKind::install;
}

}  // namespace

RuleSet::RuleSet(const Config& config, const Selection& selection) {
  profile_ = !selection.profile.empty() ? selection.profile
             : !config.profile.empty()  ? config.profile
                                        : name_of(Profile::recommended);
  const ProfileSettings base = settings_of(profile_);
  windows_by_os_name_ = base.windows_by_os_name;
  exempt_ = base.exempt;
  for (const ExemptionField& field : kExemptionFields) {
    if (config.exempt.*field.patterns) exempt_.*field.patterns = config.exempt.*field.patterns;
  }
  for (const RegisteredRule& rule : all_rules()) {
    const auto found = config.rules.find(&rule);
    const RuleSetting* setting = found == config.rules.end() ? nullptr : &found->second;
    const bool joined = joins(rule, profile_);
    bool on = joined;
    if (setting) on = !setting->off;
    if (!selection.select.empty()) on = contains(selection.select, &rule);
    if (!on || contains(selection.ignore, &rule)) continue;
    ActiveRule active{&rule, rule.rule->severity, {}, false};
    if (setting) active.options = setting->options;
    std::optional<Severity> severity = joined ? base.severity : std::nullopt;
    if (const auto own = base.rules.find(&rule); own != base.rules.end()) {
      if (own->second.severity) severity = own->second.severity;
      // The first one counts where the configuration has it too.
      const auto& options = own->second.options;
      active.options.insert(active.options.end(), options.begin(), options.end());
    }
    if (setting && setting->severity) severity = setting->severity;
    active.severity = severity.value_or(active.severity);
    active.severity_set = severity.has_value();
    rules_.push_back(std::move(active));
  }
  for (const auto& [code, setting] : config.codes) codes_[code] = {setting.off, setting.severity};
  only_codes_ = !selection.select_codes.empty();
  for (const std::string& code : selection.select_codes) codes_[code].off = false;
  for (const std::string& code : selection.ignore_codes) codes_[code].off = true;
  for (const ActiveRule& rule : rules_) {
    const Rule& constant = *rule.registered->rule;
    for (const Check& check : constant.check) {
      const auto kind = static_cast<size_t>(check.kind);
      if (constant.programs.empty() || !runs_a_program(check.kind)) {
        buckets_[kind].push_back({check.run, &rule});
      } else {
        for (std::string_view program : constant.programs) by_program_[kind][program].push_back({check.run, &rule});
      }
    }
  }
}

RuleSet::CodeSetting RuleSet::setting_of(std::string_view code) const {
  const auto found = codes_.find(code);
  return found == codes_.end() ? CodeSetting{only_codes_, {}} : found->second;
}

bool RuleSet::may_replace(const RegisteredRule& rule, const RegisteredRule& other) const {
  return judge_the_same(rule, other, profile_);
}

const ActiveRule* RuleSet::active(const RegisteredRule* rule) const {
  auto found = std::lower_bound(rules_.begin(), rules_.end(), rule,
                                [](const ActiveRule& a, const RegisteredRule* b) { return a.registered < b; });
  return found != rules_.end() && found->registered == rule ? &*found : nullptr;
}

}  // namespace plimsoll
