#include <unordered_map>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule host_alias_duplicate_ip = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          std::unordered_map<std::string_view, Value> seen;
          for (const Value& entry : workload["hostAliases"].items()) {
            const Value address = entry["ip"];
            if (address.string().empty() || address.templated()) continue;
            const auto [first, fresh] = seen.try_emplace(address.string(), entry);
            if (fresh || first->second == entry) continue;
            Report report =
                ctx.report(address.span(), "address '{}' has two entries; one can have all names", address.string());
            report.note(first->second["ip"].span(), "the first one");
            // Of several names the additions would have the same place.
            const std::vector<Value> names = entry["hostnames"].items();
            if (names.size() != 1 || names[0].string().empty()) continue;
            const auto added = append_item(first->second["hostnames"], names[0].string(), ctx.source());
            const auto removed = erase_item(workload.pod_spec, {"hostAliases"}, entry, ctx.source());
            if (added && removed) report.fix("move the name to the first entry", {*added, *removed});
          }
        },
};

}  // namespace plimsoll::kubernetes
