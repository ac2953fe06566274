#include <algorithm>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> sockets{"sockets", "more paths of sockets", {}};
constinit const Option<std::string_view> allow_with_label{
    "allow-with-label", "key=value: pods with this label may", "",
    [](std::string_view text) { return text.empty() ? "" : assignment_problem(text); }};

// The words for what the path is; empty if it is nothing of a runtime's.
std::string_view what_is(std::string_view path, const Context& ctx) {
  const Names more = ctx[sockets];
  if (is_runtime_socket(path) || std::find(more.begin(), more.end(), path) != more.end()) return "is";
  return facts::table("pod-security")["sockets"]["inside"].has(path) ? "holds" : "";
}

bool has_label(const Workload& workload, std::string_view label) {
  const size_t equals = std::min(label.find('='), label.size());
  const Value value = workload.pod_metadata["labels"][label.substr(0, equals)];
  return !label.empty() && equals < label.size() && value.is(label.substr(equals + 1));
}

bool talks_to_docker(const Mount& mount) {
  const std::vector<Value> env = (*mount.container)["env"].items();
  return std::any_of(env.begin(), env.end(), [](const Value& variable) {
    return variable["name"].is("DOCKER_HOST") && variable["value"].string().starts_with("unix://");
  });
}

}  // namespace

extern constinit const Rule container_runtime_socket_mount = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"kube-linter:docker-sock", "kubesec:DockerSock", "trivy:KSV-0006", "trivy:KSV006", "trivy:AVD-KSV-0006",
                "checkov:CKV_K8S_27", "kics:Docker Daemon Socket is Exposed to Containers",
                "kics:a6f34658-fdfb-4154-9536-56d516f65828", "kubescape:C-0074", "kyverno:docker-socket-check",
                "kyverno:disallow-container-sock-mounts", "kyverno:disallow-cri-sock-mount",
                "kyverno:docker-socket-requires-label", "nsa:Pod security: runtime socket (C-0074)", "sonar:S6429",
                "semgrep:exposing-docker-socket-hostpath", "terrascan:AC_K8S_0088"},
    .replaces = {"sensitive-host-path", "host-path-volume"},
    .options = {&sockets, &allow_with_label},
    .check = {[](const Workload& workload, Context& ctx) {
                const std::vector<HostPath> paths = host_paths_of(workload);
                if (paths.empty() || has_label(workload, ctx[allow_with_label])) return;
                Mounts mounts = mounts_of(workload);
                for (const HostPath& path : paths) {
                  const std::vector<Mount>& uses = mounts[path.volume["name"].string()];
                  std::string_view verb = what_is(path.clean, ctx);
                  if (verb.empty() && holds_runtime_socket(path.clean) &&
                      std::any_of(uses.begin(), uses.end(), talks_to_docker))
                    verb = "holds";
                  if (verb.empty()) continue;
                  Report report =
                      ctx.report(path.path.span(),
                                 "'{}' {} the socket of the container runtime, which makes the pod root on the node",
                                 path.clean, verb);
                  report.covers(path.volume.span());
                  for (const Mount& use : uses) report.note(use.value["name"].span(), "mounted here");
                }
              },
              [](const Object& object, Context& ctx) {
                if (!object.is("", "PersistentVolume")) return;
                for (const char* source : {"hostPath", "local"}) {
                  const Value path = object["spec"][source]["path"];
                  const std::string clean = path.templated() ? std::string() : clean_path(path.string());
                  const std::string_view verb = what_is(clean, ctx);
                  if (!verb.empty())
                    ctx.report(path.span(),
                               "'{}' {} the socket of the container runtime, which makes pods root on the node", clean,
                               verb);
                }
              }},
};

}  // namespace plimsoll::kubernetes
