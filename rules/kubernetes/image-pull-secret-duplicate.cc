#include <unordered_map>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule image_pull_secret_duplicate = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          std::unordered_map<std::string_view, Value> seen;
          for (const Value& entry : workload["imagePullSecrets"].items()) {
            const Value name = entry["name"];
            if (name.templated() || entry.templated() || !(entry.is_map() || entry.missing())) continue;
            const auto fix = [&](Report& report) {
              if (auto edit = erase_item(workload.pod_spec, {"imagePullSecrets"}, entry, ctx.source()))
                report.fix("remove it", *edit);
            };
            if (name.missing() || name.is("")) {
              Report report = ctx.report(name.exists() ? name.span() : entry.span(), "this pull secret has no name");
              fix(report);
            } else if (const auto [first, fresh] = seen.try_emplace(name.string(), entry);
                       !fresh && !(first->second == entry)) {
              Report report = ctx.report(name.span(), "pull secret '{}' is listed twice", name.string());
              report.note(first->second["name"].span(), "the first one");
              fix(report);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
