#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/variables.h"
#include "kubernetes/workload.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> env_from{"env-from", "report what a ConfigMap or Secret of envFrom delivers as well",
                                      false};

std::string reference_to(std::string_view name) { return fmt::format("$({})", name); }

bool refers_to(std::string_view name, const Value& variable) {
  const auto uses = variables_in(variable["value"].string());
  return std::any_of(uses.begin(), uses.end(), [&](const VariableUse& use) { return use.name == name; });
}

// "$(PATH):/opt/bin" builds on what the variable was.
bool appends(std::string_view name, const Value& later, const Value& earlier) {
  return later["value"].string() != reference_to(name) && refers_to(name, later) && !later["valueFrom"].present() &&
         !earlier["valueFrom"].present();
}

// What the ConfigMap or Secret has, where there is one only and its keys are known.
const ObjectSummary* find_source(const ObjectSummary& object, const ContainerSummary::EnvSource& source,
                                 const Project& project) {
  const auto found = project.index->find(object, source.kind, source.name);
  const bool known = found.size() == 1 && found.front()->details && found.front()->details->keys;
  return known ? found.front() : nullptr;
}

// `tests_left`: all containers of a run may name one great ConfigMap.
void check_sources(const ObjectSummary& object, const ContainerSummary& container, const Project& project,
                   size_t& tests_left, Context& ctx) {
  std::unordered_map<std::string_view, Span> own;
  for (size_t i = 0; i < container.variables.size(); ++i)
    own.try_emplace(container.variables[i], container.variable_places[i]);
  std::unordered_set<std::string> said{""};
  for (const ContainerSummary::EnvSource& source : container.env_sources) {
    const ObjectSummary* delivers = own.empty() ? nullptr : find_source(object, source, project);
    if (!delivers || delivers->details->keys->size() > tests_left) continue;
    tests_left -= delivers->details->keys->size();
    for (const std::string& key : *delivers->details->keys) {
      const auto found = own.find(source.prefix + key);
      if (found == own.end() || !said.insert(source.prefix + key).second) continue;
      ctx.report(project.at(object, found->second),
                 "variable '{}' is also delivered by {} '{}' of envFrom; the one in env counts", found->first,
                 source.kind, source.name)
          .severity(Severity::info)
          .note(project.at(*delivers), "it delivers the other");
    }
  }
}

}  // namespace

extern constinit const Rule duplicate_env_var = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"kube-linter:duplicate-env-var", "kube-score:environment-variable-key-duplication", "kubescape:C-0295",
                "sonar:S6907", "kubernetes-api-server:duplicate env name"},
    .options = {&env_from},
    .check = {[](const Container& container, Context& ctx) {
                std::unordered_map<std::string_view, Value> last;
                for (const Value& variable : container["env"].items()) {
                  const Value name = variable["name"];
                  if (name.string().empty() || name.templated()) continue;
                  const auto [found, fresh] = last.try_emplace(name.string(), variable);
                  const Value earlier = std::exchange(found->second, variable);
                  if (fresh || earlier == variable || appends(name.string(), variable, earlier)) continue;
                  Report report =
                      ctx.report(name.span(), "variable '{}' is set twice in container '{}', and this one counts",
                                 name.string(), container.name());
                  report.note(earlier["name"].span(), "the one that has no effect");
                  if (refers_to(name.string(), variable)) continue;
                  if (auto edit = erase_item(container.value, {"env"}, earlier, ctx.source()))
                    report.suggest("remove the earlier one", *edit);
                }
              },
              [](const Project& project, Context& ctx) {
                if (!ctx[env_from]) return;
                size_t tests_left = 2'000'000;
                for (const ObjectSummary& object : project.objects) {
                  if (!object.details) continue;
                  for (const PodSummary& pod : object.details->pods) {
                    for (const ContainerSummary& container : pod.containers)
                      check_sources(object, container, project, tests_left, ctx);
                  }
                }
              }},
};

}  // namespace plimsoll::kubernetes
