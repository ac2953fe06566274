// What rules about pod security ask of containers and volumes again and again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "context.h"
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
// Offers to take added capabilities away, if it is one or all that are added. Say it with the first of their findings.
void suggest_without(const std::vector<Capability>& unwanted, const Container& container, const Source& source,
                     Report& report);
// Those that a container of Linux drops; nothing where that cannot be told.
std::optional<std::vector<Capability>> dropped_capabilities(const Container& container);

// What may have a securityContext: the pod's spec and the containers.
std::vector<Value> context_owners_of(const Workload& workload);

// The entries of the pod's volumes.
std::vector<Value> volumes_of(const Workload& workload);

// A volume that is a path of the node.
struct HostPath {
  Value volume;  // the entry of the pod's volumes
  Value path;
  std::string clean;  // without "//", "." and ".."; empty where it is unknown or not absolute
};
std::vector<HostPath> host_paths_of(const Workload& workload);
// "/etc/../var//run/" is "/var/run".
std::string clean_path(std::string_view path);
// The path itself or something below it.
bool is_below(std::string_view path, std::string_view directory);

// What containers mount, by the name of the volume.
struct Mount {
  const Container* container;
  Value value;
};
using Mounts = std::unordered_map<std::string_view, std::vector<Mount>>;
Mounts mounts_of(const Workload& workload);

// A path through which a container runtime is commanded: its socket, or the directory that is named after it.
bool is_runtime_socket(std::string_view clean_path);
// A directory that holds the socket of some runtime, however deep.
bool holds_runtime_socket(std::string_view clean_path);

// The seccomp profile that a container or a pod spec sets itself.
struct Seccomp {
  enum class Kind { missing, confined, unconfined, other, unknown } kind = Kind::missing;
  Value type;  // absent for a profile without one
};
Seccomp seccomp_of(const Value& owner);
// That of the pod; for steps, which have none of their own, that of the whole workflow.
Seccomp pod_seccomp(const Workload& workload);

// The AppArmor profile of an appArmorProfile, as annotations write it: "runtime/default", "localhost/NAME",
// "unconfined"; empty where it is missing, unknown or mistaken.
std::string app_armor_profile(const Value& profile);
// What stands before the container's name in the key of an annotation that chooses its profile.
inline constexpr std::string_view kAppArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

// The same but for letter case.
bool same_letters(std::string_view a, std::string_view b);
// The user that a Windows container has by its settings, else by its image; empty where that cannot be told.
std::string_view windows_user_of(const Container& container);

// Whether its name is in the list, or its image, in whole or as "prefix*".
bool is_listed(const Container& container, Names list);

// Is one of them, or begins as one that ends in "*".
bool fits_any(std::string_view text, Names patterns);

// The minor version of a Kubernetes release, 34 for "1.34" and "v1.34"; for all else, such as "latest", the one that
// the run is for.
int minor_version(std::string_view release, const Context& ctx);
// The baseline level of that version allows it: one of the "sysctls" or "selinux-types" of
// rules/data/pod-security.yaml.
bool is_in_baseline(std::string_view list, std::string_view name, int minor);

// The "runAsUser" or "runAsGroup" in force for a container of Linux, where it is below `minimum` or missing; nothing
// where it is not, cannot be told, or is none of the node's.
std::optional<Value> low_id(const Container& container, std::string_view setting, int64_t minimum);

// User IDs other than the node's: root in such a pod is an unprivileged user outside.
inline bool has_own_users(const Workload& workload) { return workload["hostUsers"].is(false); }

}  // namespace plimsoll::kubernetes
