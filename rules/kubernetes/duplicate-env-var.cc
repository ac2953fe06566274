#include <unordered_map>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

std::string reference_to(std::string_view name) { return fmt::format("$({})", name); }

bool refers_to(std::string_view name, const Value& variable) {
  return variable["value"].string().find(reference_to(name)) != std::string_view::npos;
}

// "$(PATH):/opt/bin" builds on what the variable was.
bool appends(std::string_view name, const Value& later, const Value& earlier) {
  return later["value"].string() != reference_to(name) && refers_to(name, later) && !later["valueFrom"].present() &&
         !earlier["valueFrom"].present();
}

}  // namespace

extern constinit const Rule duplicate_env_var = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"kube-linter:duplicate-env-var", "kube-score:environment-variable-key-duplication", "kubescape:C-0295",
                "sonar:S6907", "kubernetes-api-server:duplicate env name"},
    .check =
        [](const Container& container, Context& ctx) {
          std::unordered_map<std::string_view, Value> last;
          for (const Value& variable : container["env"].items()) {
            const Value name = variable["name"];
            if (name.string().empty() || name.templated()) continue;
            const auto [found, fresh] = last.try_emplace(name.string(), variable);
            const Value earlier = std::exchange(found->second, variable);
            if (fresh || earlier == variable || appends(name.string(), variable, earlier)) continue;
            Report report = ctx.report(name.span(), "variable '{}' is set twice in container '{}', and this one counts",
                                       name.string(), container.name());
            report.note(earlier["name"].span(), "the one that has no effect");
            if (refers_to(name.string(), variable)) continue;
            if (auto edit = erase_item(container.value, {"env"}, earlier, ctx.source()))
              report.suggest("remove the earlier one", *edit);
          }
        },
};

}  // namespace plimsoll::kubernetes
