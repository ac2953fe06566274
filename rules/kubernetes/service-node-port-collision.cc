#include <algorithm>
#include <map>
#include <utility>
#include <vector>

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

// Those who ask for one thing, in the order in which they come.
class Takers {
 public:
  // The first that collides with the new one, or nullptr. More than a few that are apart say nothing.
  const Taken* add(const Project& project, const Taken& taken) {
    const auto other =
        std::find_if(takers_.begin(), takers_.end(), [&](const Taken& each) { return collide(project, each, taken); });
    if (other != takers_.end()) return &*other;
    if (takers_.size() < kMost) takers_.push_back(taken);
    return nullptr;
  }

 private:
  static constexpr size_t kMost = 64;
  std::vector<Taken> takers_;
};

}  // namespace

extern constinit const Rule service_node_port_collision = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          std::map<std::pair<int64_t, std::string_view>, Takers> taken;
          for (const ObjectSummary& object : project.objects) {
            if (object.kind_name != "Service" || !object.details) continue;
            for (const PortSummary& port : object.details->ports) {
              const Taken own{&object, port.node_place};
              if (port.node_port == 0) continue;
              const Taken* other = taken[{port.node_port, port.protocol}].add(project, own);
              if (!other) continue;
              ctx.report(project.at(object, port.node_place), "node port {} is taken by Service '{}' already",
                         port.node_port, other->object->name)
                  .note(project.at(*other->object, other->place), "the other one");
            }
          }
        },
};

extern constinit const Rule service_duplicate_cluster_ip = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          std::map<std::string_view, Takers> taken;
          for (const ObjectSummary& object : project.objects) {
            if (object.kind_name != "Service" || !object.details) continue;
            const std::string_view ip = object.details->cluster_ip;
            const Taken own{&object, object.details->cluster_ip_place};
            if (ip.empty() || ip == "None") continue;
            const Taken* other = taken[ip].add(project, own);
            if (!other) continue;
            ctx.report(project.at(object, own.place), "the address {} is that of Service '{}' already", ip,
                       other->object->name)
                .note(project.at(*other->object, other->place), "the other one");
          }
        },
};

}  // namespace plimsoll::kubernetes
