#include <algorithm>
#include <set>
#include <unordered_map>

#include "context.h"
#include "image.h"
#include "label_index.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> names{
    "names",
    "parts of the names of workloads, or last parts of images",
    {"nifi", "argo-server", "weave-scope-app", "kubeflow", "kubernetes-dashboard", "jenkins", "prometheus-deployment",
     "ollama", "vllm", "kserve", "triton-inference-server", "ray-dashboard", "ray-head", "mlflow", "jupyterhub",
     "seldon", "bentoml"}};

bool is_sensitive(const Labelled& item, Names sensitive) {
  return std::any_of(sensitive.begin(), sensitive.end(), [&](std::string_view name) {
    if (item.object->name.find(name) != std::string::npos) return true;
    const auto& containers = item.pod->containers;
    return std::any_of(containers.begin(), containers.end(), [&](const ContainerSummary& container) {
      const std::string_view repository = split_image(container.image).repository;
      return repository.substr(repository.rfind('/') + 1) == name;
    });
  });
}

// What the Services of a run send requests to.
class Backends {
 public:
  Backends(const Project& project, Names sensitive)
      : project_(project), sensitive_(sensitive), pods_(project, LabelIndex::What::pods) {}

  // The first sensitive workload behind the Service; nullptr if there is none.
  const ObjectSummary* behind(const ObjectSummary& service) {
    const auto [known, fresh] = known_.try_emplace(&service, nullptr);
    if (!fresh || !service.details || service.details->choices.empty()) return known->second;
    const Choice& choice = service.details->choices.front();
    if (choice.selector.requirements.empty()) return nullptr;
    for (const Labelled& item : pods_.picked(service, choice).items) {
      if (item.pod && !item.object->name.empty() && is_sensitive(item, sensitive_)) return known->second = item.object;
    }
    return nullptr;
  }

  // The one behind a Service that is open by itself, or else nothing.
  const ObjectSummary* behind_open(const ObjectSummary& service) {
    if (service.kind_name != "Service" || !service.details) return nullptr;
    const std::string& type = service.details->service_type;
    return type == "NodePort" || type == "LoadBalancer" ? behind(service) : nullptr;
  }

  const ObjectSummary* behind_backend(const ObjectSummary& ingress, const Reference& backend) {
    for (const ObjectSummary* service : project_.index->find(ingress, backend.kind, backend.name, backend.space)) {
      if (behind_open(*service)) continue;
      if (const ObjectSummary* found = behind(*service)) return found;
    }
    return nullptr;
  }

 private:
  const Project& project_;
  Names sensitive_;
  LabelIndex pods_;
  std::unordered_map<const ObjectSummary*, const ObjectSummary*> known_;
};

void check_ingress(const Project& project, const ObjectSummary& ingress, Backends& backends, Context& ctx) {
  std::set<const ObjectSummary*> reported;
  for (const Reference& reference : ingress.references) {
    if (reference.field != Field::backend || reference.guarded) continue;
    const ObjectSummary* const found = backends.behind_backend(ingress, reference);
    if (!found || !reported.insert(found).second) continue;
    ctx.report(project.at(ingress, reference.place),
               "'{}' can be reached from outside of the cluster, and no annotation asks for a login", found->name)
        .severity(Severity::warning)
        .note(project.at(*found), "what can be reached");
  }
}

}  // namespace

extern constinit const Rule exposed_sensitive_interface = {
    .severity = Severity::error,
    .group = Group::network,
    .aliases = {"kubescape:C-0021"},
    .options = {&names},
    .check =
        [](const Project& project, Context& ctx) {
          Backends backends(project, ctx[names]);
          for (const ObjectSummary& object : project.objects) {
            check_ingress(project, object, backends, ctx);
            const ObjectSummary* const found = backends.behind_open(object);
            if (!found) continue;
            ctx.report(project.at(object, object.details->service_type_place),
                       "'{}' can be reached from outside of the cluster, and whoever controls it controls much",
                       found->name)
                .note(project.at(*found), "what can be reached");
          }
        },
};

}  // namespace plimsoll::kubernetes
