#include <unordered_map>

#include "context.h"
#include "kubernetes/label_syntax.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule duplicate_container_name = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          if (workload.steps) return;
          std::unordered_map<std::string_view, Value> first;
          for (const Container& container : workload.containers) {
            const Value name = container["name"];
            if (!name.is_string() || name.templated()) continue;
            if (const std::string problem = dns_label_problem(name.string()); !problem.empty())
              ctx.report(name.span(), "'{}' is no name of a container: {}", name.string(), problem);
            const auto [found, fresh] = first.try_emplace(name.string(), name);
            if (!fresh && found->second.span() != name.span())
              ctx.report(name.span(), "two containers of the pod are called '{}'", name.string())
                  .note(found->second.span(), "the first one");
          }
        },
};

}  // namespace plimsoll::kubernetes
