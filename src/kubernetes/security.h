// What rules about pod security ask of containers and volumes again and again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

// A capability that a container adds or drops. Elements of unknown value and empty ones are none.
struct Capability {
  Value value;
  std::string name;  // in capitals, without CAP_

  std::string_view written() const { return value.string(); }
};
std::vector<Capability> capabilities_of(const Container& container, std::string_view list);

// A volume that is a path of the node.
struct HostPath {
  Value volume;       // the entry of the pod's volumes
  Value path;
  std::string clean;  // without "//", "." and ".."; empty where it is unknown or not absolute
};
std::vector<HostPath> host_paths_of(const Workload& workload);
// "/etc/../var//run/" is "/var/run".
std::string clean_path(std::string_view path);
// The path itself or something below it.
bool is_below(std::string_view path, std::string_view directory);

// The container's mounts of the volume of that name.
std::vector<Value> mounts_of(const Container& container, std::string_view volume);

// Whether its name is in the list, or its image, in whole or as "prefix*".
bool is_listed(const Container& container, Names list);

// User IDs other than the node's: root in such a pod is an unprivileged user outside.
inline bool has_own_users(const Workload& workload) { return workload["hostUsers"].is(false); }

}  // namespace plimsoll::kubernetes
