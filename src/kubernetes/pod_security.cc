#include "kubernetes/pod_security.h"

#include <algorithm>
#include <string>

#include "facts/facts.h"
#include "kubernetes/probes.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

struct Pod {
  const Workload& workload;
  Level level;
  int minor;

  bool windows() const { return minor >= 25 && workload["os"]["name"].is("windows"); }
  bool own_users() const { return minor >= 35 && has_own_users(workload); }
};

template <class Fails>
bool any_container(const Pod& pod, Fails fails) {
  return std::any_of(pod.workload.containers.begin(), pod.workload.containers.end(), fails);
}

template <class Fails>
bool any_context(const Pod& pod, Fails fails) {
  const std::vector<Value> owners = context_owners_of(pod.workload);
  return std::any_of(owners.begin(), owners.end(), [&](const Value& owner) { return fails(owner["securityContext"]); });
}

bool is_unknown(const Value& value) { return !value.missing() && (!value.is_scalar() || value.templated()); }

// Set to something else than these.
bool is_other(const Value& value, std::initializer_list<std::string_view> allowed) {
  return !value.missing() && !is_unknown(value) &&
         std::find(allowed.begin(), allowed.end(), value.string()) == allowed.end();
}

bool fails_host_process(const Pod& pod) {
  return any_context(pod, [](const Value& context) { return context["windowsOptions"]["hostProcess"].is(true); });
}

bool fails_host_namespaces(const Pod& pod) {
  return pod.workload["hostNetwork"].is(true) || pod.workload["hostPID"].is(true) || pod.workload["hostIPC"].is(true);
}

bool fails_privileged(const Pod& pod) {
  return any_context(pod, [](const Value& context) { return context["privileged"].is(true); });
}

bool fails_capabilities(const Pod& pod) {
  const bool restricted = pod.level == Level::restricted && pod.minor >= 22;
  if (restricted && pod.windows()) return false;
  const Fact allowed = facts::table("pod-security")["capabilities"][restricted ? "restricted" : "baseline"];
  return any_container(pod, [&](const Container& container) {
    const auto added = capabilities_of(container, "add");
    if (std::any_of(added.begin(), added.end(), [&](const Capability& each) { return !allowed.has(each.written()); }))
      return true;
    const auto drop = container.value.known({"securityContext", "capabilities", "drop"});
    if (!restricted || !drop || (!drop->missing() && !drop->is_list())) return false;
    const std::vector<Value> dropped = drop->items();
    return std::none_of(dropped.begin(), dropped.end(),
                        [](const Value& each) { return each.is("ALL") || is_unknown(each); });
  });
}

bool fails_host_path(const Pod& pod) {
  const std::vector<Value> volumes = volumes_of(pod.workload);
  return std::any_of(volumes.begin(), volumes.end(), [](const Value& volume) { return volume["hostPath"].is_map(); });
}

bool fails_host_ports(const Pod& pod) {
  return any_container(pod, [](const Container& container) {
    const std::vector<Value> ports = container["ports"].items();
    return std::any_of(ports.begin(), ports.end(),
                       [](const Value& port) { return port["hostPort"].integer().value_or(0) != 0; });
  });
}

bool fails_host_probes(const Pod& pod) {
  return pod.minor >= 34 && any_container(pod, [](const Container& container) {
           const std::vector<Handler> handlers = handlers_of(container);
           return std::any_of(handlers.begin(), handlers.end(), [](const Handler& handler) {
             return is_other(handler.value["httpGet"]["host"], {""}) ||
                    is_other(handler.value["tcpSocket"]["host"], {""});
           });
         });
}

bool fails_app_armor(const Pod& pod) {
  for (const auto& [key, value] : pod.workload.pod_metadata["annotations"].entries()) {
    if (key.string().starts_with(kAppArmorAnnotation) && is_other(value, {"", "runtime/default"}) &&
        !value.string().starts_with("localhost/"))
      return true;
  }
  return any_context(pod, [](const Value& context) {
    return is_other(context["appArmorProfile"]["type"], {"RuntimeDefault", "Localhost"});
  });
}

bool fails_selinux(const Pod& pod) {
  return any_context(pod, [&](const Value& context) {
    const Value options = context["seLinuxOptions"];
    return is_other(options["user"], {""}) || is_other(options["role"], {""}) ||
           (is_other(options["type"], {""}) && !is_in_baseline("selinux-types", options["type"].string(), pod.minor));
  });
}

bool fails_proc_mount(const Pod& pod) {
  if (pod.level == Level::baseline && pod.own_users()) return false;
  return any_container(
      pod, [](const Container& container) { return is_other(container["securityContext"]["procMount"], {"Default"}); });
}

bool fails_seccomp(const Pod& pod) {
  const bool restricted = pod.level == Level::restricted;
  if (pod.minor < 19 || (restricted && pod.windows())) return false;
  auto is_weak = [](const Value& context) {
    return is_other(context["seccompProfile"]["type"], {"RuntimeDefault", "Localhost"});
  };
  return any_context(pod, is_weak) || (restricted && any_container(pod, [&](const Container& container) {
                                         for (const Value& owner : {container.value, pod.workload.pod_spec}) {
                                           const auto type = owner.known({"securityContext", "seccompProfile", "type"});
                                           if (!type || !type->missing()) return false;
                                         }
                                         return true;
                                       }));
}

bool fails_sysctls(const Pod& pod) {
  const std::vector<Value> sysctls = pod.workload["securityContext"]["sysctls"].items();
  return std::any_of(sysctls.begin(), sysctls.end(), [&](const Value& sysctl) {
    std::string name(sysctl["name"].string());
    std::replace(name.begin(), name.end(), '/', '.');
    return is_other(sysctl["name"], {""}) && !is_in_baseline("sysctls", name, pod.minor);
  });
}

bool fails_volumes(const Pod& pod) {
  const Fact other = facts::table("pod-security")["volumes"]["other"];
  const std::vector<Value> volumes = volumes_of(pod.workload);
  return std::any_of(volumes.begin(), volumes.end(), [&](const Value& volume) {
    const auto entries = volume.entries();
    return std::any_of(entries.begin(), entries.end(),
                       [&](const auto& entry) { return !entry.second.missing() && other.has(entry.first.string()); });
  });
}

bool fails_escalation(const Pod& pod) {
  return pod.minor >= 8 && !pod.windows() && any_container(pod, [](const Container& container) {
           const auto flag = container.value.known({"securityContext", "allowPrivilegeEscalation"});
           return flag && !flag->is(false);
         });
}

bool fails_non_root(const Pod& pod) {
  const auto of_pod = pod.workload.pod_spec.known({"securityContext", "runAsNonRoot"});
  if (pod.own_users() || !of_pod) return false;
  return of_pod->is(false) || any_container(pod, [&](const Container& container) {
           const auto own = container.value.known({"securityContext", "runAsNonRoot"});
           return own && !own->is(true) && (own->is(false) || !of_pod->is(true));
         });
}

bool fails_user(const Pod& pod) {
  return pod.minor >= 23 && !pod.own_users() &&
         any_context(pod, [](const Value& context) { return context["runAsUser"].integer() == 0; });
}

struct Control {
  std::string_view name;
  Level level;
  bool (*fails)(const Pod&);
};
constexpr Control kControls[] = {
    {"HostProcess", Level::baseline, fails_host_process},
    {"Host Namespaces", Level::baseline, fails_host_namespaces},
    {"Privileged Containers", Level::baseline, fails_privileged},
    {"Capabilities", Level::baseline, fails_capabilities},
    {"HostPath Volumes", Level::baseline, fails_host_path},
    {"Host Ports", Level::baseline, fails_host_ports},
    {"Host Probes / Lifecycle Hooks", Level::baseline, fails_host_probes},
    {"AppArmor", Level::baseline, fails_app_armor},
    {"SELinux", Level::baseline, fails_selinux},
    {"/proc Mount Type", Level::baseline, fails_proc_mount},
    {"Seccomp", Level::baseline, fails_seccomp},
    {"Sysctls", Level::baseline, fails_sysctls},
    {"Volume Types", Level::restricted, fails_volumes},
    {"Privilege Escalation", Level::restricted, fails_escalation},
    {"Running as Non-root", Level::restricted, fails_non_root},
    {"Running as Non-root user", Level::restricted, fails_user},
};

}  // namespace

std::vector<std::string_view> failed_controls(const Workload& workload, Level level, int minor_version) {
  const Pod pod{workload, level, minor_version};
  std::vector<std::string_view> failed;
  for (const Control& control : kControls) {
    if (control.level <= level && control.fails(pod)) failed.push_back(control.name);
  }
  return failed;
}

}  // namespace plimsoll::kubernetes
