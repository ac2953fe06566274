#include "suppress/suppressor.h"

#include <algorithm>
#include <array>
#include <map>

namespace plimsoll {
namespace {

// "SC2086" → 2086; 0 where there is none.
int number_of(std::string_view code) {
  int number = 0;
  for (char c : code) number = c >= '0' && c <= '9' && number < 100000 ? number * 10 + (c - '0') : 0;
  return number;
}

// The tools whose comments can mean all of their rules.
constexpr std::array kTools = std::to_array<std::string_view>(
    {"buildkit", "kics", "kube-linter", "polaris", "semgrep", "shellcheck", "sonar", "trivy"});

const std::string_view* tool_named(std::string_view name) {
  const auto found = std::find(kTools.begin(), kTools.end(), name);
  return found == kTools.end() ? nullptr : &*found;
}

bool has_alias_of(const RegisteredRule& rule, std::string_view tool) {
  const auto aliases = rule.aliases();
  return std::any_of(aliases.begin(), aliases.end(), [&](std::string_view alias) {
    return alias.starts_with(tool) && alias.substr(tool.size()).starts_with(':');
  });
}

// The tools of that kind that know the rule.
const std::vector<const std::string_view*>& tools_of(const RegisteredRule* rule) {
  static const auto table = [] {
    std::map<const RegisteredRule*, std::vector<const std::string_view*>> all;
    for (const RegisteredRule& each : all_rules()) {
      for (const std::string_view& tool : kTools) {
        if (has_alias_of(each, tool)) all[&each].push_back(&tool);
      }
    }
    return all;
  }();
  static const std::vector<const std::string_view*> none;
  const auto found = table.find(rule);
  return found == table.end() ? none : found->second;
}

}  // namespace

Suppressor::Suppressor(const std::vector<Suppression>& suppressions) {
  uint32_t name = 0;
  for (const Suppression& suppression : suppressions) {
    const bool silent = suppression.expired || !suppression.malformed.empty();
    if (const auto* tool = tool_named(suppression.all_of); tool && !silent) tools_[{tool}].add(suppression.scope, 0);
    for (const Suppression::Name& each : suppression.names) {
      for (const RegisteredRule* rule : each.rules) {
        if (silent) break;
        const Key key{rule, has_codes(*rule) ? number_of(each.code) : 0};
        (suppression.ours() ? ours_ : others_)[key].add(suppression.scope, name);
      }
      ++name;
    }
  }
  for (Scopes* scopes : {&ours_, &others_, &tools_}) {
    for (auto& [key, spans] : *scopes) spans.build();
  }
  used_.resize(name);
}

bool Suppressor::allows(const std::vector<const RegisteredRule*>& rules, std::string_view code, uint32_t offset) {
  const int number = number_of(code);
  const auto find = [&](const Scopes& scopes, Key key) -> const uint32_t* {
    const auto found = scopes.find(key);
    return found == scopes.end() ? nullptr : found->second.find(offset);
  };
  const auto look = [&](const Scopes& scopes) -> const uint32_t* {
    for (const RegisteredRule* rule : rules) {
      if (number > 0) {
        if (const uint32_t* name = find(scopes, {rule, number})) return name;
      }
      if (const uint32_t* name = find(scopes, {rule})) return name;
    }
    return nullptr;
  };
  if (const uint32_t* name = look(ours_)) {
    used_[*name] = true;
    return true;
  }
  if (look(others_)) return true;
  if (tools_.empty()) return false;
  return std::any_of(rules.begin(), rules.end(), [&](const RegisteredRule* rule) {
    const auto& tools = tools_of(rule);
    return std::any_of(tools.begin(), tools.end(),
                       [&](const std::string_view* tool) { return find(tools_, {tool}) != nullptr; });
  });
}

void Suppressor::mark_used(std::vector<Suppression>& suppressions) const {
  size_t name = 0;
  for (Suppression& suppression : suppressions) {
    for (Suppression::Name& each : suppression.names) each.used = used_[name++];
  }
}

}  // namespace plimsoll
