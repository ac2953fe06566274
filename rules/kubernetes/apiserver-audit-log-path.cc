// The audit log of the API server: whether there is one, and how long it is kept.
#include "kubernetes/control_plane.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<int64_t> days{"minimum", "the days that logs must be kept", 30};
constinit const Option<int64_t> files{"minimum", "the old files that must be kept", 10};
constinit const Option<int64_t> megabytes{"minimum", "the size in MB that a file must reach before the next one", 100};

void want_at_least(const Container& container, std::string_view flag, int64_t minimum, std::string_view what,
                   Context& ctx) {
  const auto server = component_of(container, "kube-apiserver");
  if (!server || server->is_unknown(flag)) return;
  const auto number = server->number(flag);
  if (!number && server->is_given(flag) == true) {
    ctx.report(server->place_of(flag), "'{}' is no number; set --{} to {} or more", server->find(flag)->value, flag,
               minimum);
  } else if (!number) {
    ctx.report(server->place_of(flag), "nothing says {}; set --{} to {} or more", what, flag, minimum);
  } else if (*number < minimum) {
    ctx.report(server->place_of(flag), "--{} is {}; set it to {} or more", flag, *number, minimum);
  }
}

}  // namespace

extern constinit const Rule apiserver_audit_log_path = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0019", "trivy:KCV0019", "trivy:AVD-KCV-0019", "checkov:CKV_K8S_91",
                "kics:Audit Log Path Not Set", "kics:73e251f0-363d-4e53-86e2-0a93592437eb", "kubescape:C-0130",
                "cis-kubernetes:1.2.16", "nsa:Audit logging (C-0067)"},
    .replaces = {"apiserver-audit-log-maxage", "apiserver-audit-log-maxbackup", "apiserver-audit-log-maxsize",
                 "apiserver-audit-policy-file"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto server = component_of(container, "kube-apiserver");
          if (server && server->is_given("audit-webhook-config-file") == false)
            judge(container,
                  {"kube-apiserver", "audit-log-path", Want::given,
                   "nobody can tell afterwards who did what in the cluster; set --audit-log-path"},
                  ctx);
        },
};

extern constinit const Rule apiserver_audit_log_maxage = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0020", "trivy:KCV0020", "trivy:AVD-KCV-0020", "checkov:CKV_K8S_92",
                "kics:Audit Log Maxage Not Properly Set", "kics:da9f3aa8-fbfb-472f-b5a1-576127944218",
                "kubescape:C-0131", "cis-kubernetes:1.2.17"},
    .options = {&days},
    .check =
        [](const Container& container, Context& ctx) {
          want_at_least(container, "audit-log-maxage", ctx[days], "how many days audit logs are kept", ctx);
        },
};

extern constinit const Rule apiserver_audit_log_maxbackup = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0021", "trivy:KCV0021", "trivy:AVD-KCV-0021", "checkov:CKV_K8S_93",
                "kics:Audit Log Maxbackup Not Properly Set", "kics:768aab52-2504-4a2f-a3e3-329d5a679848",
                "kubescape:C-0132", "cis-kubernetes:1.2.18"},
    .options = {&files},
    .check =
        [](const Container& container, Context& ctx) {
          want_at_least(container, "audit-log-maxbackup", ctx[files], "how many old audit logs are kept", ctx);
        },
};

extern constinit const Rule apiserver_audit_log_maxsize = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0022", "trivy:KCV0022", "trivy:AVD-KCV-0022", "checkov:CKV_K8S_94",
                "kics:Audit Log Maxsize Not Properly Set", "kics:35c0a471-f7c8-4993-aa2c-503a3c712a66",
                "kubescape:C-0133", "cis-kubernetes:1.2.19"},
    .options = {&megabytes},
    .check =
        [](const Container& container, Context& ctx) {
          want_at_least(container, "audit-log-maxsize", ctx[megabytes], "how many MB a file of the audit log has", ctx);
        },
};

extern constinit const Rule apiserver_audit_policy_file = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kics:Audit Policy File Not Defined", "kics:13a49a2e-488e-4309-a7c0-d6b05577a5fb", "kubescape:C-0067",
                "kubescape:C-0160", "cis-kubernetes:3.2.1"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "audit-policy-file", Want::given,
                 "without --audit-policy-file the audit log stays empty"},
                ctx);
        },
};

}  // namespace plimsoll::kubernetes
