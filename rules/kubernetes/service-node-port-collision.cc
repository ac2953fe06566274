#include <map>
#include <utility>

#include "context.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

struct Taken {
  const ObjectSummary* object;
  Span place;
};

// Whether two Services that ask for the same are applied together; one that is defined twice is another matter.
bool collide(const Project& project, const Taken& first, const Taken& second) {
  if (first.object == second.object) return first.place != second.place;
  const bool twice = first.object->name == second.object->name && first.object->namespace_ == second.object->namespace_;
  return !twice && project.index->are_together(*first.object, *second.object);
}

}  // namespace

extern constinit const Rule service_node_port_collision = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          std::map<std::pair<int64_t, std::string_view>, Taken> taken;
          for (const ObjectSummary& object : project.objects) {
            if (object.kind_name != "Service" || !object.details) continue;
            for (const PortSummary& port : object.details->ports) {
              const Taken own{&object, port.node_place};
              if (port.node_port == 0) continue;
              const Taken& first = taken.try_emplace({port.node_port, port.protocol}, own).first->second;
              if (!collide(project, first, own)) continue;
              ctx.report(project.at(object, port.node_place), "node port {} is taken by Service '{}' already",
                         port.node_port, first.object->name)
                  .note(project.at(*first.object, first.place), "the other one");
            }
          }
        },
};

extern constinit const Rule service_duplicate_cluster_ip = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          std::map<std::string_view, Taken> taken;
          for (const ObjectSummary& object : project.objects) {
            if (object.kind_name != "Service" || !object.details) continue;
            const std::string_view ip = object.details->cluster_ip;
            const Taken own{&object, object.details->cluster_ip_place};
            if (ip.empty() || ip == "None") continue;
            const Taken& first = taken.try_emplace(ip, own).first->second;
            if (!collide(project, first, own)) continue;
            ctx.report(project.at(object, own.place), "the address {} is that of Service '{}' already", ip,
                       first.object->name)
                .note(project.at(*first.object, first.place), "the other one");
          }
        },
};

}  // namespace plimsoll::kubernetes
