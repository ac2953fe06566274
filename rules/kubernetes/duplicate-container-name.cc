#include <algorithm>
#include <unordered_map>
#include <vector>

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
          // As they are written: init containers may stand behind the others.
          std::vector<const Container*> containers;
          for (const Container& container : workload.containers) containers.push_back(&container);
          std::stable_sort(containers.begin(), containers.end(), [](const Container* a, const Container* b) {
            return a->value.use_span().begin < b->value.use_span().begin;
          });
          std::unordered_map<std::string_view, Value> first;
          for (const Container* container : containers) {
            const Value name = (*container)["name"];
            if (!name.is_string() || name.templated()) continue;
            if (const std::string problem = dns_label_problem(name.string()); !problem.empty())
              ctx.report(name.span(), "'{}' is no name of a container: {}", name.string(), problem);
            const auto [found, fresh] = first.try_emplace(name.string(), name);
            if (!fresh)
              ctx.report(name.use_span(), "two containers of the pod are called '{}'", name.string())
                  .note(found->second.use_span(), "the first one");
          }
        },
};

}  // namespace plimsoll::kubernetes
