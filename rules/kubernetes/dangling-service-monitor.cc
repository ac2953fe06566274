#include <algorithm>

#include "context.h"
#include "label_index.h"

namespace plimsoll::kubernetes {
namespace {

bool has_port(const Labelled& item, std::string_view name) {
  if (!item.pod) {
    const auto& ports = item.object->details->ports;
    return std::any_of(ports.begin(), ports.end(), [&](const PortSummary& port) { return port.name == name; });
  }
  for (const ContainerSummary& container : item.pod->containers) {
    if (std::any_of(container.ports.begin(), container.ports.end(),
                    [&](const auto& port) { return port.name == name; }))
      return true;
  }
  return false;
}

// Without a namespace it may be put into any.
LabelIndex::Picked pick(const LabelIndex& index, const ObjectSummary& monitor, const Choice& choice) {
  LabelIndex::Picked picked = index.picked(monitor, choice);
  if (!picked.items.empty() || !monitor.namespace_.empty()) return picked;
  Choice anywhere = choice;
  anywhere.all_spaces = true;
  LabelIndex::Picked all = index.picked(monitor, anywhere);
  return all.items.empty() ? picked : all;
}

}  // namespace

extern constinit const Rule dangling_service_monitor = {
    .severity = Severity::warning,
    .group = Group::references,
    .aliases = {"kube-linter:dangling-servicemonitor"},
    .check =
        [](const Project& project, Context& ctx) {
          const LabelIndex pods(project, LabelIndex::What::pods), services(project, LabelIndex::What::services);
          for (const ObjectSummary& object : project.objects) {
            if (object.group != "monitoring.coreos.com" || !object.details) continue;
            for (const Choice& choice : object.details->choices) {
              const bool of_pods = choice.of == Choice::Of::pods;
              const LabelIndex::Picked picked = pick(of_pods ? pods : services, object, choice);
              if (picked.items.empty()) {
                if (!picked.known) continue;
                ctx.report(project.at(object, choice.place),
                           "the selector of {} '{}' fits no {}, so nothing is measured", object.kind_name, object.name,
                           of_pods ? "pod" : "Service");
                continue;
              }
              for (const auto& [name, place] : choice.ports) {
                if (std::any_of(picked.items.begin(), picked.items.end(),
                                [&name = name](const Labelled& item) { return has_port(item, name); }))
                  continue;
                ctx.report(project.at(object, place), "no {} that {} '{}' selects has a port named '{}'",
                           of_pods ? "pod" : "Service", object.kind_name, object.name, name)
                    .note(project.at(*picked.items.front().object), "this one is selected");
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
