#include <algorithm>
#include <set>

#include "context.h"
#include "label_index.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

bool is_number(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

// The ports of what a Service picks.
struct Ports {
  std::set<std::string_view> names;  // of those with the protocol
  bool matched = false;
  bool known = true;
  const Labelled* first = nullptr;
};

Ports ports_of(const Project& project, const std::vector<Labelled>& pods, const PortSummary& wanted) {
  Ports ports;
  for (const Labelled& item : pods) {
    bool any = false;
    ports.known = ports.known && !project.index->is_patched(*item.object, {"spec/containers/ports"});
    for (const ContainerSummary& container : item.pod->containers) {
      if (container.role == Container::Role::init || container.role == Container::Role::ephemeral) continue;
      for (const ContainerSummary::Port& port : container.ports) {
        any = true;
        if (port.protocol != wanted.protocol) continue;
        if (!port.name.empty()) ports.names.insert(port.name);
        ports.matched |= port.name == wanted.target || std::to_string(port.number) == wanted.target;
      }
    }
    if (!ports.first && !item.object->name.empty()) ports.first = &item;
    // A number needs no declaration: where nothing is declared nothing is known.
    if (!any && is_number(wanted.target)) ports.known = false;
  }
  return ports;
}

}  // namespace

extern constinit const Rule service_target_port_unmatched = {
    .severity = Severity::error,
    .group = Group::references,
    .aliases = {"kics:Service Does Not Target Pod", "kics:3ca03a61-3249-4c16-8427-6f8e47dda729"},
    .check =
        [](const Project& project, Context& ctx) {
          const LabelIndex pods(project, LabelIndex::What::pods);
          for (const ObjectSummary& object : project.objects) {
            if (!object.group.empty() || object.kind_name != "Service" || !object.details || !object.details->selector)
              continue;
            const LabelIndex::Picked picked = pods.picked(object, *object.details->selector);
            for (const PortSummary& port : object.details->ports) {
              const Ports ports = ports_of(project, picked.items, port);
              const bool number = is_number(port.target);
              if (port.target.empty() || !ports.first || ports.matched || !ports.known) continue;
              if (number && object.details->cluster_ip == "None") continue;
              const auto similar = closest(port.target, {ports.names.begin(), ports.names.end()});
              ctx.report(project.at(object, port.target_place), "no container of {} '{}' has the {} port '{}'{}",
                         ports.first->object->kind_name, ports.first->object->name, port.protocol, port.target,
                         similar && !number ? fmt::format("; did you mean '{}'?", *similar) : "")
                  .severity(number ? Severity::info : Severity::error)
                  .note(project.at(*ports.first->object), "this is what the Service picks");
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
