#include "kubernetes/security.h"

#include <algorithm>
#include <charconv>

#include "facts/facts.h"
#include "kubernetes/edit.h"
#include "kubernetes/version.h"

namespace plimsoll::kubernetes {
namespace {

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return result;
}

}  // namespace

std::vector<Capability> capabilities_of(const Container& container, std::string_view list) {
  std::vector<Capability> capabilities;
  for (const Value& value : container["securityContext"]["capabilities"][list].items()) {
    if (!value.is_scalar() || value.string().empty() || value.templated()) continue;
    std::string name = upper(value.string());
    if (name.starts_with("CAP_")) name.erase(0, 4);
    capabilities.push_back({value, std::move(name)});
  }
  return capabilities;
}

void suggest_without(const std::vector<Capability>& unwanted, const Container& container, const Source& source,
                     Report& report) {
  const size_t all = container["securityContext"]["capabilities"]["add"].size();
  if (unwanted.size() == 1) {
    const Capability& added = unwanted.front();
    if (auto edit = erase_item(container.value, {"securityContext", "capabilities", "add"}, added.value, source))
      report.suggest(fmt::format("do without '{}'", added.written()), *edit);
  } else if (unwanted.size() == all) {
    if (auto edit = erase(container.value, {"securityContext", "capabilities", "add"}, source))
      report.suggest("add no capabilities", *edit);
  }
}

std::optional<std::vector<Capability>> dropped_capabilities(const Container& container) {
  const auto drop = container.value.known({"securityContext", "capabilities", "drop"});
  if (!drop || container.workload->windows || container.workload->steps) return std::nullopt;
  if (!drop->missing() && !drop->is_list()) return std::nullopt;
  const std::vector<Value> items = drop->items();
  if (std::any_of(items.begin(), items.end(), [](const Value& item) { return item.templated(); })) return std::nullopt;
  return capabilities_of(container, "drop");
}

std::vector<Value> context_owners_of(const Workload& workload) {
  std::vector<Value> owners{workload.pod_spec, workload.outer_spec};
  for (const Container& container : workload.containers) owners.push_back(container.value);
  return owners;
}

std::vector<Value> volumes_of(const Workload& workload) {
  std::vector<Value> volumes = workload.pod_spec["volumes"].items();
  for (const Value& volume : workload.outer_spec["volumes"].items()) volumes.push_back(volume);
  return volumes;
}

std::vector<HostPath> host_paths_of(const Workload& workload) {
  std::vector<HostPath> paths;
  for (const Value& volume : volumes_of(workload)) {
    const Value path = volume["hostPath"]["path"];
    if (!volume["hostPath"].is_map()) continue;
    paths.push_back({volume, path, path.templated() ? std::string() : clean_path(path.string())});
  }
  return paths;
}

std::string clean_path(std::string_view path) {
  if (!path.starts_with('/')) return {};
  std::string clean;
  while (!path.empty()) {
    const size_t slash = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
    if (part == "..") {
      clean.erase(std::min(clean.rfind('/'), clean.size()));
    } else if (!part.empty() && part != ".") {
      clean.append("/").append(part);
    }
  }
  return clean.empty() ? "/" : clean;
}

bool is_below(std::string_view path, std::string_view directory) {
  if (directory == "/") return path.starts_with('/');
  return path.starts_with(directory) && (path.size() == directory.size() || path[directory.size()] == '/');
}

Mounts mounts_of(const Workload& workload) {
  Mounts mounts;
  for (const Container& container : workload.containers) {
    for (const Value& mount : container["volumeMounts"].items()) {
      if (mount["name"].is_scalar()) mounts[mount["name"].string()].push_back({&container, mount});
    }
  }
  return mounts;
}

bool is_runtime_socket(std::string_view clean_path) {
  static const Fact sockets = facts::table("pod-security")["sockets"];
  return sockets["paths"].has(clean_path) || sockets["names"].has(clean_path.substr(clean_path.rfind('/') + 1));
}

bool holds_runtime_socket(std::string_view clean_path) {
  for (Fact socket : facts::table("pod-security")["sockets"]["paths"].items()) {
    if (!clean_path.empty() && is_below(socket.string(), clean_path)) return true;
  }
  return false;
}

Seccomp seccomp_of(const Value& owner) {
  const auto type = owner.known({"securityContext", "seccompProfile", "type"});
  if (!type || (!type->missing() && !type->is_scalar())) return {Seccomp::Kind::unknown, {}};
  if (owner["securityContext"]["seccompProfile"].missing()) return {Seccomp::Kind::missing, *type};
  const std::string name = upper(type->string());
  if (name == "UNCONFINED") return {Seccomp::Kind::unconfined, *type};
  const bool confined = name == "RUNTIMEDEFAULT" || name == "LOCALHOST";
  return {confined ? Seccomp::Kind::confined : Seccomp::Kind::other, *type};
}

Seccomp pod_seccomp(const Workload& workload) {
  const Seccomp own = seccomp_of(workload.pod_spec);
  return own.kind == Seccomp::Kind::missing && workload.steps ? seccomp_of(workload.outer_spec) : own;
}

std::string app_armor_profile(const Value& profile) {
  const Value type = profile["type"];
  const std::string name = type.templated() ? std::string() : upper(type.string());
  if (name == "RUNTIMEDEFAULT") return "runtime/default";
  if (name == "UNCONFINED") return "unconfined";
  return name == "LOCALHOST" ? std::string("localhost/").append(profile["localhostProfile"].string()) : std::string();
}

bool same_letters(std::string_view a, std::string_view b) { return upper(a) == upper(b); }

std::string_view windows_user_of(const Container& container) {
  const Value user = container.effective("windowsOptions", "runAsUserName");
  const Value image = container["image"];
  if (user.templated() || (user.missing() && image.templated())) return {};
  if (!user.missing()) return user.string();
  const bool small = image.string().find("nanoserver") != std::string_view::npos;
  return small ? "ContainerUser" : "ContainerAdministrator";
}

bool is_listed(const Container& container, Names list) {
  const std::string_view name = container["name"].string();
  const std::string_view image = container["image"].string();
  return std::any_of(list.begin(), list.end(), [&](std::string_view listed) {
    if (listed.ends_with('*')) return image.starts_with(listed.substr(0, listed.size() - 1));
    return listed == name || listed == image;
  });
}

std::optional<Value> low_id(const Container& container, std::string_view setting, int64_t minimum) {
  const Workload& workload = *container.workload;
  if (workload.windows || has_own_users(workload)) return std::nullopt;
  const Value id = container.effective(setting);
  if (!id.missing()) return id.integer() && *id.integer() < minimum ? std::optional(id) : std::nullopt;
  // The pod of a pipeline's steps is described elsewhere.
  if (workload.steps || !container.value.known({"securityContext", setting}) ||
      !workload.pod_spec.known({"securityContext", setting}))
    return std::nullopt;
  return id;
}

bool fits_any(std::string_view text, Names patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
    return pattern.ends_with('*') ? text.starts_with(pattern.substr(0, pattern.size() - 1)) : text == pattern;
  });
}

int minor_version(std::string_view release, const Context& ctx) {
  return parse_version(release).value_or(target_version(ctx));
}

bool is_in_baseline(std::string_view list, std::string_view name, int minor) {
  const Fact since = facts::table("pod-security")[list][name];
  int first = 0;
  std::from_chars(since.string().data(), since.string().data() + since.string().size(), first);
  return since.exists() && minor >= first;
}

}  // namespace plimsoll::kubernetes
