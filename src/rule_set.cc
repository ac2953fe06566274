#include "rule_set.h"

#include <algorithm>
#include <mutex>

#include "kubernetes/exempt.h"
#include "kubernetes/version.h"
#include "profile.h"
#include "shell/script.h"

namespace plimsoll {
namespace {

bool contains(const std::vector<const RegisteredRule*>& rules, const RegisteredRule* rule) {
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

// The rule that Selection::require_reason is about.
constexpr std::string_view kReasonRule = "ignore-without-reason";

// Among the programs of a rule.
constexpr std::string_view kAssignment = "=";

bool runs_a_program(NodeKind kind) {
  return kind == NodeKind::command || kind == NodeKind::download || kind == NodeKind::manager_call ||
         kind == NodeKind::install;
}

}  // namespace

// What is needed to make the rules of objects, and those that were made.
struct RuleSet::ForObjects {
  const Config& config;
  Selection selection;
  std::vector<const Override*> overrides;
  std::mutex mutex = {};
  std::map<std::vector<const Override*>, std::unique_ptr<RuleSet>> made = {};  // by the overrides that hold
};

RuleSet::~RuleSet() = default;

RuleSet::RuleSet(const Config& config, const Selection& selection, std::vector<const Override*> overrides) {
  std::vector<const Override*> for_all = overrides;
  std::erase_if(for_all, [](const Override* each) { return each->is_for_objects(); });
  if (for_all.size() < overrides.size()) {
    objects_.reset(new ForObjects{config, selection, std::move(overrides)});
  }
  add_rules(config, selection, for_all);
}

const RuleSet& RuleSet::of(const kubernetes::Object& object) const {
  if (!objects_) return *this;
  std::vector<const Override*> hold;
  bool special = false;
  for (const Override* each : objects_->overrides) {
    if (each->is_for_objects() && !kubernetes::is_meant(object, each->objects)) continue;
    special |= each->is_for_objects();
    hold.push_back(each);
  }
  if (!special) return *this;
  const std::lock_guard lock(objects_->mutex);
  auto& made = objects_->made[hold];
  if (!made) {
    made.reset(new RuleSet());
    made->add_rules(objects_->config, objects_->selection, hold);
  }
  return *made;
}

void RuleSet::add_rules(const Config& config, const Selection& selection,
                        const std::vector<const Override*>& overrides) {
  RuleSettings settings = config.rules;
  CodeSettings codes = config.codes;
  for (const Override* each : overrides) {
    for (const auto& [rule, setting] : each->rules) settings[rule].merge(setting);
    for (const auto& [code, setting] : each->codes) codes[code].merge(setting);
  }
  build_args_ = config.build_args;
  dockerfiles_ = config.dockerfiles;
  pod_templates_ = config.pod_templates;
  const std::string_view profile = !selection.profile.empty() ? selection.profile
                                   : !config.profile.empty()  ? config.profile
                                                              : name_of(Profile::recommended);
  const ProfileSettings base = settings_of(profile);
  windows_by_os_name_ = base.windows_by_os_name;
  exempt_ = base.exempt;
  for (const ExemptionField& field : kExemptionFields) {
    if (config.exempt.*field.patterns) exempt_.*field.patterns = config.exempt.*field.patterns;
  }
  const auto version = selection.kubernetes_version ? selection.kubernetes_version : config.kubernetes_version;
  const bool require_reason = selection.require_reason || config.require_reason.value_or(false);
  for (const RegisteredRule& rule : all_rules()) {
    const auto found = settings.find(&rule);
    const RuleSetting* setting = found == settings.end() ? nullptr : &found->second;
    const bool joined = joins(rule, profile);
    bool on = joined;
    if (setting) on = !setting->off;
    if (!selection.select.empty()) on = contains(selection.select, &rule);
    const bool required = require_reason && rule.name == kReasonRule;
    if (!required && (!on || contains(selection.ignore, &rule))) continue;
    ActiveRule active{.registered = &rule, .severity = rule.rule->severity};
    active.unasked = profile == name_of(Profile::recommended) && setting == nullptr && selection.select.empty();
    if (setting) active.options = setting->options;
    if (version) active.options.emplace_back(&kubernetes::kVersion, *version);
    for (const OptionBase* option : rule.rule->options) {
      // The first one counts: what is set for the rule itself.
      if (config.trusted_registries && option->name == "registries") {
        active.options.emplace_back(option, *config.trusted_registries);
      }
    }
    const auto own = base.rules.find(&rule);
    const auto set_severity = [&](const std::optional<Severity>& severity) {
      if (!severity) return;
      active.severity = *severity;
      active.severity_set = true;
    };
    if (joined || own != base.rules.end()) set_severity(base.severity);
    if (own != base.rules.end()) {
      set_severity(own->second.severity);
      // The first one counts where the configuration has it too.
      const auto& options = own->second.options;
      active.options.insert(active.options.end(), options.begin(), options.end());
    }
    if (setting) set_severity(setting->severity);
    if (required) active.severity = std::max(active.severity, Severity::warning);
    if (setting && setting->on) active.severity = rule.rule->severity;
    rules_.push_back(std::move(active));
  }
  for (const auto& [code, setting] : codes) codes_[code] = {setting.off, setting.severity};
  only_codes_ = !selection.select_codes.empty();
  for (const std::string& code : selection.select_codes) codes_[code].off = false;
  for (const std::string& code : selection.ignore_codes) codes_[code].off = true;
  for (const ActiveRule& rule : rules_) {
    const Rule& constant = *rule.registered->rule;
    const auto replace = [&](const RegisteredRule* other) {
      if (other && judge_the_same(*rule.registered, *other, profile)) replaced_[rule.registered].push_back(other);
    };
    for (std::string_view name : constant.replaces) {
      if (!name.ends_with('*')) {
        replace(find_rule(name));
        continue;
      }
      // A whole family: "role-*".
      for (const RegisteredRule& other : all_rules()) {
        if (other.name.starts_with(name.substr(0, name.size() - 1))) replace(&other);
      }
    }
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

void RuleSet::visit_surroundings(const shell::Command& command, const Source& source,
                                 std::vector<Finding>& sink) const {
  const auto visit_also = [&](std::string_view program) {
    const auto& calls = by_program_[static_cast<size_t>(NodeKind::command)];
    const auto found = calls.find(program);
    if (found == calls.end()) return;
    for (const auto& [run, rule] : found->second) {
      const auto& programs = rule->registered->rule->programs;
      if (std::find(programs.begin(), programs.end(), command.base) != programs.end()) continue;  // called for that
      Context ctx(source, *rule, sink);
      run(&command, ctx);
    }
  };
  if (!command.assignments.empty()) visit_also(kAssignment);
  for (const shell::Word& wrapper : command.wrappers) {
    visit_also(std::string_view(wrapper.text).substr(wrapper.text.rfind('/') + 1));
  }
}

RuleSet::CodeSetting RuleSet::setting_of(std::string_view code) const {
  const auto found = codes_.find(code);
  return found == codes_.end() ? CodeSetting{only_codes_, {}} : found->second;
}

const std::vector<const RegisteredRule*>& RuleSet::replaced_by(const RegisteredRule* rule) const {
  static const std::vector<const RegisteredRule*> none;
  const auto found = replaced_.find(rule);
  return found == replaced_.end() ? none : found->second;
}

const ActiveRule* RuleSet::active(const RegisteredRule* rule) const {
  auto found = std::lower_bound(rules_.begin(), rules_.end(), rule,
                                [](const ActiveRule& a, const RegisteredRule* b) { return a.registered < b; });
  return found != rules_.end() && found->registered == rule ? &*found : nullptr;
}

}  // namespace plimsoll
