// The policies that let pods have what is the node's: one switch each.
#include "context.h"
#include "kubernetes/pod_security_policy.h"

namespace plimsoll::kubernetes {
namespace {

void check(const Object& object, const char* key, const char* what, Context& ctx) {
  if (!is_pod_security_policy(object)) return;
  const Value flag = object["spec"][key];
  if (flag.is(true)) ctx.report(flag.span(), "PodSecurityPolicy '{}' lets pods {}", object.name, what);
}

}  // namespace

extern constinit const Rule pod_security_policy_privileged = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_K8S_2", "kics:PSP Set To Privileged", "kics:c48e57d3-d642-4e0b-90db-37f807b41b91",
                "kubescape:C-0068", "kubescape:C-0213"},
    .check = [](const Object& object,
                Context& ctx) { check(object, "privileged", "run with all rights of root on the node", ctx); },
};

extern constinit const Rule pod_security_policy_host_pid = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_K8S_1", "kics:PSP Allows Sharing Host PID", "kics:91dacd0e-d189-4a9c-8272-5999a3cc32d9",
                "kubescape:C-0214"},
    .check = [](const Object& object,
                Context& ctx) { check(object, "hostPID", "see and signal all processes of the node", ctx); },
};

extern constinit const Rule pod_security_policy_host_ipc = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_K8S_3", "kics:PSP Allows Sharing Host IPC", "kics:80f93444-b240-4ebb-a4c6-5c40b76c04ea",
                "kubescape:C-0215"},
    .check = [](const Object& object,
                Context& ctx) { check(object, "hostIPC", "read the shared memory of the node's programs", ctx); },
};

extern constinit const Rule pod_security_policy_host_network = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_K8S_4", "kics:PSP Allows Containers To Share The Host Network Namespace",
                "kics:a33e9173-b674-4dfb-9d82-cf3754816e4b", "kubescape:C-0216"},
    .check = [](const Object& object,
                Context& ctx) { check(object, "hostNetwork", "listen and send as the node itself", ctx); },
};

}  // namespace plimsoll::kubernetes
