// Pods, their accounts, and the rights that bindings give to these.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "account_bindings.h"
#include "context.h"
#include "project_index.h"

namespace plimsoll::kubernetes {

namespace {

const std::vector<std::string_view> kAccountFields{"spec/serviceAccountName", "spec/serviceAccount",
                                                   "spec/automountServiceAccountToken"};

void report_takeover(const Project& project, const ObjectSummary& object, const PodSummary& pod,
                     const AccountBinding& by, const Takeover& takeover, Context& ctx) {
  Report report =
      ctx.report(project.at(object, pod.account_place), "a break-in here takes over the cluster: account '{}' can {}",
                 account_of(pod), takeover.can);
  report.note(project.at(*by.binding, by.place), fmt::format("{} '{}' binds it to role '{}'", by.binding->kind_name,
                                                             by.binding->name, takeover.role_name));
  if (takeover.role)
    report.note(project.at(*takeover.role, takeover.place),
                fmt::format("{} '{}' grants that here", takeover.role->kind_name, takeover.role->name));
}

}  // namespace

extern constinit const Rule workload_can_take_over_cluster = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"kubescape:C-0267", "kubescape:C-0272"},
    .check =
        [](const Project& project, Context& ctx) {
          const AccountBindings bindings(project);
          std::unordered_map<const ObjectSummary*, std::optional<Takeover>> known;
          for (const ObjectSummary& object : project.objects) {
            if (!object.details || project.index->is_patched(object, kAccountFields)) continue;
            for (const PodSummary& pod : object.details->pods) {
              for (const AccountBinding* by : bindings.of(object, pod)) {
                const auto [entry, added] = known.try_emplace(by->binding);
                if (added) entry->second = takeover_by(*by->binding, project);
                if (!entry->second) continue;
                report_takeover(project, object, pod, *by, *entry->second, ctx);
                break;
              }
            }
          }
        },
};

extern constinit const Rule service_account_with_any_binding = {
    .severity = Severity::info,
    .group = Group::rbac,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0053", "kubescape:C-0261", "nsa:C-0053", "sonar:S6865"},
    .check =
        [](const Project& project, Context& ctx) {
          const AccountBindings bindings(project);
          for (const ObjectSummary& object : project.objects) {
            if (!object.details || project.index->is_patched(object, kAccountFields)) continue;
            for (const PodSummary& pod : object.details->pods) {
              const auto found = bindings.of(object, pod);
              if (found.empty()) continue;
              const AccountBinding& first = *found.front();
              ctx.report(project.at(object, pod.account_place),
                         "the pod may use the API of the cluster as account '{}'", account_of(pod))
                  .note(project.at(*first.binding, first.place),
                        fmt::format("{} '{}' gives it rights", first.binding->kind_name, first.binding->name));
            }
          }
        },
};

extern constinit const Rule role_grants_token_dataflow_unused = {
    .severity = Severity::info,
    .group = Group::rbac,
    .profile = Profile::all,
    .check =
        [](const Project& project, Context& ctx) {
          std::unordered_set<const ObjectSummary*> used;
          bool any_pod = false;
          for (const ObjectSummary& object : project.objects) {
            if (!object.details) continue;
            for (const PodSummary& pod : object.details->pods) {
              any_pod = true;
              for (const ObjectSummary* account : project.index->find(object, "ServiceAccount", account_of(pod)))
                used.insert(account);
            }
          }
          if (!any_pod) return;
          for (const ObjectSummary& object : project.objects) {
            for (const Reference& reference : object.references) {
              if (reference.field != Field::subject) continue;
              const auto accounts = project.index->find(object, "ServiceAccount", reference.name, reference.space);
              const bool idle = std::none_of(accounts.begin(), accounts.end(),
                                             [&](const ObjectSummary* account) { return used.contains(account); });
              if (accounts.empty() || !idle) continue;
              ctx.report(project.at(object, reference.place), "no pod runs as account '{}', which has rights by this",
                         reference.name);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
