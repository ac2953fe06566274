#include <algorithm>

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

}  // namespace

extern constinit const Rule exposed_sensitive_interface = {
    .severity = Severity::error,
    .group = Group::network,
    .aliases = {"kubescape:C-0021"},
    .options = {&names},
    .check =
        [](const Project& project, Context& ctx) {
          const LabelIndex pods(project, LabelIndex::What::pods);
          for (const ObjectSummary& service : project.objects) {
            if (service.kind_name != "Service" || !service.details || service.details->choices.empty()) continue;
            const std::string& type = service.details->service_type;
            const Choice& choice = service.details->choices.front();
            if ((type != "NodePort" && type != "LoadBalancer") || choice.selector.requirements.empty()) continue;
            for (const Labelled& item : pods.picked(service, choice).items) {
              if (!item.pod || !is_sensitive(item, ctx[names])) continue;
              ctx.report(project.at(service, service.details->service_type_place),
                         "'{}' can be reached from outside of the cluster, and whoever controls it controls much",
                         item.object->name)
                  .note(project.at(*item.object), "what can be reached");
              break;
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
