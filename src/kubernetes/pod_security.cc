#include "kubernetes/pod_security.h"

#include <algorithm>
#include <optional>
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

// Where a pod fails a control.
using Place = std::optional<Span>;

template <class Find>
Place in_containers(const Pod& pod, Find find) {
  for (const Container& container : pod.workload.containers) {
    if (const Place place = find(container)) return place;
  }
  return std::nullopt;
}

template <class Find>
Place in_contexts(const Pod& pod, Find find) {
  for (const Value& owner : context_owners_of(pod.workload)) {
    if (const Place place = find(owner["securityContext"])) return place;
  }
  return std::nullopt;
}

template <class Find>
Place in_items(const std::vector<Value>& items, Find find) {
  for (const Value& item : items) {
    if (const Place place = find(item)) return place;
  }
  return std::nullopt;
}

Place at(const Value& value, bool fails) { return fails ? Place(value.span()) : std::nullopt; }

Place at_true(const Value& flag) { return at(flag, flag.is(true)); }

// The first of them that there is.
Place first(std::initializer_list<Place> places) {
  const auto found = std::find_if(places.begin(), places.end(), [](const Place& place) { return place.has_value(); });
  return found == places.end() ? std::nullopt : *found;
}

bool is_unknown(const Value& value) { return !value.missing() && (!value.is_scalar() || value.templated()); }

// Set to something else than these.
bool is_other(const Value& value, std::initializer_list<std::string_view> allowed) {
  return !value.missing() && !is_unknown(value) &&
         std::find(allowed.begin(), allowed.end(), value.string()) == allowed.end();
}

Place at_other(const Value& value, std::initializer_list<std::string_view> allowed) {
  return at(value, is_other(value, allowed));
}

Place host_process(const Pod& pod) {
  return in_contexts(pod, [](const Value& context) { return at_true(context["windowsOptions"]["hostProcess"]); });
}

Place host_namespaces(const Pod& pod) {
  return first(
      {at_true(pod.workload["hostNetwork"]), at_true(pod.workload["hostPID"]), at_true(pod.workload["hostIPC"])});
}

Place privileged(const Pod& pod) {
  return in_contexts(pod, [](const Value& context) { return at_true(context["privileged"]); });
}

Place capabilities(const Pod& pod) {
  const bool restricted = pod.level == Level::restricted && pod.minor >= 22;
  if (restricted && pod.windows()) return std::nullopt;
  const Fact allowed = facts::table("pod-security")["capabilities"][restricted ? "restricted" : "baseline"];
  return in_containers(pod, [&](const Container& container) -> Place {
    for (const Capability& each : capabilities_of(container, "add")) {
      if (!allowed.has(each.written())) return each.value.span();
    }
    const auto drop = container.value.known({"securityContext", "capabilities", "drop"});
    if (!restricted || !drop || (!drop->missing() && !drop->is_list())) return std::nullopt;
    const std::vector<Value> dropped = drop->items();
    const bool all = std::any_of(dropped.begin(), dropped.end(),
                                 [](const Value& each) { return each.is("ALL") || is_unknown(each); });
    return all ? Place() : container.place_of(*drop);
  });
}

Place host_path(const Pod& pod) {
  return in_items(volumes_of(pod.workload),
                  [](const Value& volume) { return at(volume["hostPath"], volume["hostPath"].is_map()); });
}

Place host_ports(const Pod& pod) {
  return in_containers(pod, [](const Container& container) {
    return in_items(container["ports"].items(), [](const Value& port) {
      return at(port["hostPort"], port["hostPort"].integer().value_or(0) != 0);
    });
  });
}

Place host_probes(const Pod& pod) {
  if (pod.minor < 34) return std::nullopt;
  return in_containers(pod, [](const Container& container) -> Place {
    for (const Handler& handler : handlers_of(container)) {
      const Place place =
          first({at_other(handler.value["httpGet"]["host"], {""}), at_other(handler.value["tcpSocket"]["host"], {""})});
      if (place) return place;
    }
    return std::nullopt;
  });
}

Place app_armor(const Pod& pod) {
  for (const auto& [key, value] : pod.workload.pod_metadata["annotations"].entries()) {
    if (key.string().starts_with(kAppArmorAnnotation) && is_other(value, {"", "runtime/default"}) &&
        !value.string().starts_with("localhost/"))
      return value.span();
  }
  return in_contexts(pod, [](const Value& context) {
    return at_other(context["appArmorProfile"]["type"], {"RuntimeDefault", "Localhost"});
  });
}

Place selinux(const Pod& pod) {
  return in_contexts(pod, [&](const Value& context) {
    const Value options = context["seLinuxOptions"], type = options["type"];
    const bool wrong = is_other(type, {""}) && !is_in_baseline("selinux-types", type.string(), pod.minor);
    return first({at_other(options["user"], {""}), at_other(options["role"], {""}), at(type, wrong)});
  });
}

Place proc_mount(const Pod& pod) {
  if (pod.level == Level::baseline && pod.own_users()) return std::nullopt;
  return in_containers(
      pod, [](const Container& container) { return at_other(container["securityContext"]["procMount"], {"Default"}); });
}

Place seccomp(const Pod& pod) {
  const bool restricted = pod.level == Level::restricted;
  if (pod.minor < 19 || (restricted && pod.windows())) return std::nullopt;
  const Place weak = in_contexts(pod, [](const Value& context) {
    return at_other(context["seccompProfile"]["type"], {"RuntimeDefault", "Localhost"});
  });
  if (weak || !restricted) return weak;
  return in_containers(pod, [&](const Container& container) -> Place {
    for (const Value& owner : {container.value, pod.workload.pod_spec}) {
      const auto type = owner.known({"securityContext", "seccompProfile", "type"});
      if (!type || !type->missing()) return std::nullopt;
    }
    return container.place_of(container["securityContext"]["seccompProfile"]["type"]);
  });
}

Place sysctls(const Pod& pod) {
  return in_items(pod.workload["securityContext"]["sysctls"].items(), [&](const Value& sysctl) {
    std::string name(sysctl["name"].string());
    std::replace(name.begin(), name.end(), '/', '.');
    return at(sysctl["name"], is_other(sysctl["name"], {""}) && !is_in_baseline("sysctls", name, pod.minor));
  });
}

Place volumes(const Pod& pod) {
  const Fact other = facts::table("pod-security")["volumes"]["other"];
  return in_items(volumes_of(pod.workload), [&](const Value& volume) -> Place {
    for (const auto& [key, source] : volume.entries()) {
      if (!source.missing() && !source.templated() && other.has(key.string())) return key.span();
    }
    return std::nullopt;
  });
}

Place escalation(const Pod& pod) {
  if (pod.minor < 8 || pod.windows()) return std::nullopt;
  return in_containers(pod, [](const Container& container) -> Place {
    const auto flag = container.value.known({"securityContext", "allowPrivilegeEscalation"});
    return flag && !flag->is(false) ? Place(container.place_of(*flag)) : std::nullopt;
  });
}

Place non_root(const Pod& pod) {
  const auto of_pod = pod.workload.pod_spec.known({"securityContext", "runAsNonRoot"});
  if (pod.own_users() || !of_pod) return std::nullopt;
  if (of_pod->is(false)) return of_pod->span();
  return in_containers(pod, [&](const Container& container) -> Place {
    const auto own = container.value.known({"securityContext", "runAsNonRoot"});
    const bool fails = own && !own->is(true) && (own->is(false) || !of_pod->is(true));
    return fails ? Place(container.place_of(*own)) : std::nullopt;
  });
}

Place user(const Pod& pod) {
  if (pod.minor < 23 || pod.own_users()) return std::nullopt;
  return in_contexts(
      pod, [](const Value& context) { return at(context["runAsUser"], context["runAsUser"].integer() == 0); });
}

struct Control {
  std::string_view name;
  Level level;
  Place (*failure)(const Pod&);
};
constexpr Control kControls[] = {
    {"HostProcess", Level::baseline, host_process},
    {"Host Namespaces", Level::baseline, host_namespaces},
    {"Privileged Containers", Level::baseline, privileged},
    {"Capabilities", Level::baseline, capabilities},
    {"HostPath Volumes", Level::baseline, host_path},
    {"Host Ports", Level::baseline, host_ports},
    {"Host Probes / Lifecycle Hooks", Level::baseline, host_probes},
    {"AppArmor", Level::baseline, app_armor},
    {"SELinux", Level::baseline, selinux},
    {"/proc Mount Type", Level::baseline, proc_mount},
    {"Seccomp", Level::baseline, seccomp},
    {"Sysctls", Level::baseline, sysctls},
    {"Volume Types", Level::restricted, volumes},
    {"Privilege Escalation", Level::restricted, escalation},
    {"Running as Non-root", Level::restricted, non_root},
    {"Running as Non-root user", Level::restricted, user},
};

}  // namespace

std::vector<FailedControl> failed_controls(const Workload& workload, Level level, int minor_version) {
  const Pod pod{workload, level, minor_version};
  std::vector<FailedControl> failed;
  for (const Control& control : kControls) {
    if (control.level > level) continue;
    if (const Place place = control.failure(pod)) failed.push_back({control.name, *place});
  }
  return failed;
}

std::string names_of(const std::vector<FailedControl>& controls) {
  std::string names;
  for (const FailedControl& control : controls) names.append(names.empty() ? "" : ", ").append(control.name);
  return names;
}

}  // namespace plimsoll::kubernetes
