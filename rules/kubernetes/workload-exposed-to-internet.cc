#include <algorithm>
#include <string>
#include <unordered_map>

#include "context.h"
#include "label_index.h"

namespace plimsoll::kubernetes {
namespace {

// Of one Service; each is told at each place that leads to it.
constexpr size_t kMostBehind = 16;

bool is_service(const ObjectSummary& object) { return object.group.empty() && object.kind_name == "Service"; }

// It leads requests from outside to a Service.
bool is_open(const Reference& reference) {
  return reference.field == Field::backend || (reference.field == Field::route_backend && !reference.inside) ||
         reference.field == Field::exposed;
}

class Exposures {
 public:
  Exposures(const Project& project, Context& ctx)
      : project_(project), ctx_(ctx), pods_(project, LabelIndex::What::pods) {}

  void add(const ObjectSummary& object) {
    const ObjectDetails* details = object.details.get();
    const bool open = details && (details->service_type == "NodePort" || details->service_type == "LoadBalancer");
    if (open && is_service(object)) report(object, details->service_type_place, {&object}, object.name);
    for (const Reference& reference : object.references) {
      if (!is_open(reference)) continue;
      const auto services = project_.index->find(object, "Service", reference.name, reference.space);
      report(object, reference.place, services, reference.name);
    }
  }

 private:
  // Services of one name are one, in the eyes of who cannot tell their namespaces.
  void report(const ObjectSummary& from, Span place, const ProjectIndex::Objects& services, std::string_view name) {
    ProjectIndex::Objects told;
    for (const ObjectSummary* service : services) {
      for (const ObjectSummary* workload : behind(*service)) {
        if (told.size() == kMostBehind) return;
        if (std::find(told.begin(), told.end(), workload) != told.end()) continue;
        told.push_back(workload);
        const std::string what = workload->name.empty() ? fmt::format("a {}", workload->kind_name)
                                                        : fmt::format("{} '{}'", workload->kind_name, workload->name);
        ctx_.report(project_.at(from, place), "{} can be reached from outside of the cluster, by Service '{}'", what,
                    name)
            .note(project_.at(*workload), "what can be reached");
      }
    }
  }

  // What the Service sends requests to, as far as the run has it.
  const ProjectIndex::Objects& behind(const ObjectSummary& service) {
    const auto [found, fresh] = behind_.try_emplace(&service);
    ProjectIndex::Objects& workloads = found->second;
    const ObjectDetails* details = service.details.get();
    if (!fresh || !is_service(service) || !details || !details->selector || details->selector->requirements.empty() ||
        details->service_type == "ExternalName")
      return workloads;
    for (const Labelled& item : pods_.picked(service, *details->selector).items) {
      if (workloads.size() == kMostBehind) break;
      if (workloads.empty() || workloads.back() != item.object) workloads.push_back(item.object);
    }
    return workloads;
  }

  const Project& project_;
  Context& ctx_;
  LabelIndex pods_;
  std::unordered_map<const ObjectSummary*, ProjectIndex::Objects> behind_;
};

}  // namespace

extern constinit const Rule workload_exposed_to_internet = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kics:Ingress Controller Exposes Workload", "kics:69bbc5e3-0818-4150-89cc-1e989b48f23b",
                "kubescape:C-0256", "kubescape:C-0266"},
    .check =
        [](const Project& project, Context& ctx) {
          Exposures exposures(project, ctx);
          for (const ObjectSummary& object : project.objects) exposures.add(object);
        },
};

}  // namespace plimsoll::kubernetes
