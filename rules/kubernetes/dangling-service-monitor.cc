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

LabelIndex::Picked pick(const LabelIndex& index, const ObjectSummary& monitor, const Choice& choice,
                        const Project& project) {
  LabelIndex::Picked picked = index.picked(monitor, choice);
  const bool open = std::any_of(choice.space_names.begin(), choice.space_names.end(), is_open_space);
  if (!picked.items.empty() || choice.all_spaces || open) return picked;
  Choice anywhere = choice;
  anywhere.all_spaces = true;
  LabelIndex::Picked all = index.picked(monitor, anywhere);
  // Without a namespace it may be put into any.
  const std::vector<std::string>& names = choice.space_names;
  if (names.empty() && monitor.namespace_.empty() && !all.items.empty()) return all;
  const bool absent = !names.empty() && std::none_of(names.begin(), names.end(), [&](const std::string& name) {
    return project.index->home_of_namespace(name).has_value();
  });
  for (const Labelled& item : all.items) {
    if (!project.index->are_together(monitor, *item.object)) continue;
    if (is_open_space(item.object->namespace_)) {
      picked.known = false;
      return picked;
    }
    // Nobody knows what is in namespaces of which the run has nothing, but this is in another one.
    if (absent) {
      picked.known = true;
      picked.elsewhere = item.object;
    }
  }
  return picked;
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
              const LabelIndex::Picked picked = pick(of_pods ? pods : services, object, choice, project);
              if (picked.items.empty()) {
                if (!picked.known) continue;
                Report report =
                    ctx.report(project.at(object, choice.place),
                               "the selector of {} '{}' fits no {}{}, so nothing is measured", object.kind_name,
                               object.name, of_pods ? "pod" : "Service", picked.elsewhere ? " of its namespaces" : "");
                if (picked.elsewhere) report.note(project.at(*picked.elsewhere), "this one lives in another namespace");
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
