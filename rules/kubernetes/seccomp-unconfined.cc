#include <string>
#include <vector>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {

namespace {

constexpr std::string_view kPod = "seccomp.security.alpha.kubernetes.io/pod";
constexpr std::string_view kContainer = "container.seccomp.security.alpha.kubernetes.io/";

constinit const Option<std::string_view> level{
    "level", "judge the fields alone, as Pod Security does at this level: baseline or restricted", "",
    [](std::string_view text) {
      return choice_problem(text, {"baseline", "restricted", ""});
    }};
constinit const Option<Names> allowed{
    "allowed-profiles", "the only ones that may apply to a container, such as RuntimeDefault or not configured", {}};

Value annotation_of(const Container& container) {
  const Value annotations = container.workload->pod_metadata["annotations"];
  const Value own = annotations[std::string(kContainer).append(container["name"].string())];
  return own.missing() ? annotations[kPod] : own;
}

// As in annotations, with "localhost/*" for all local ones.
std::string canonical(std::string_view profile) {
  if (same_letters(profile, "RuntimeDefault") || profile == "docker/default") return "runtime/default";
  if (same_letters(profile, "Localhost")) return "localhost/*";
  return same_letters(profile, "Unconfined") ? "unconfined" : std::string(profile);
}

void judge_as_listed(const Container& container, Context& ctx) {
  const Workload& workload = *container.workload;
  if (workload.windows || workload.steps) return;
  std::string profile;
  Value place;
  for (const Value& owner : {container.value, workload.pod_spec}) {
    const Seccomp own = seccomp_of(owner);
    if (own.kind == Seccomp::Kind::unknown) return;
    if (own.kind == Seccomp::Kind::missing || place.exists()) continue;
    place = own.type;
    profile = canonical(own.type.string());
    if (profile == "localhost/*")
      profile = "localhost/" + std::string(owner["securityContext"]["seccompProfile"]["localhostProfile"].string());
  }
  if (!place.exists()) place = annotation_of(container);
  if (place.templated()) return;
  if (profile.empty()) profile = place.missing() ? "not configured" : canonical(place.string());
  std::vector<std::string> list;
  for (std::string_view name : ctx[allowed]) list.push_back(canonical(name));
  if (fits_any(profile, std::vector<std::string_view>(list.begin(), list.end()))) return;
  if (place.missing()) {
    ctx.report(container.place(), "container '{}' has no seccomp profile, but only some are allowed", container.name());
  } else {
    ctx.report(place.span(), "seccomp profile '{}' is not among the allowed ones", place.string());
  }
}

void judge_type(const Value& type, std::string_view what, std::string_view name, Context& ctx) {
  const bool off = same_letters(type.string(), "Unconfined");
  const bool exact = !ctx[level].empty();
  if (!type.is_scalar() || type.templated() || type.is("RuntimeDefault") || type.is("Localhost") || (!off && !exact))
    return;
  Report report = off ? ctx.report(type.span(), "seccomp is off for {}{}, so {} may make any system call", what, name,
                                   name.empty() ? "its containers" : "it")
                      : ctx.report(type.span(), "seccomp type '{}' is none that Pod Security allows", type.string());
  if (auto edit = set_text(type, "RuntimeDefault")) report.suggest("use the runtime's profile", *edit);
}

}  // namespace

extern constinit const Rule seccomp_unconfined = {
    .severity = Severity::error,
    .group = Group::pod_security_baseline,
    .aliases = {"kubescape:C-0055",
                "kubescape:C-0210",
                "kics:Seccomp Profile Is Not Configured",
                "kics:f377b83e-bd07-4f48-a591-60c82b14a78b",
                "checkov:CKV_K8S_31",
                "kube-score:container-seccomp-profile",
                "kubesec:SeccompAny",
                "kubesec:SeccompUnconfined",
                "trivy:KSV-0030",
                "trivy:KSV030",
                "trivy:AVD-KSV-0030",
                "trivy:KSV-0104",
                "trivy:KSV104",
                "trivy:AVD-KSV-0104",
                "azure-policy:Kubernetes cluster containers should only use allowed seccomp profiles",
                "azure-policy:975ce327-682c-4f2e-aa46-b9598289b86c",
                "gatekeeper:pod-security-policy/seccomp",
                "gatekeeper:pod-security-policy/seccompv2",
                "kyverno:restrict-seccomp-strict",
                "kyverno:restrict-seccomp",
                "pss:restricted: Seccomp",
                "pss:baseline: Seccomp",
                "cis-kubernetes:5.7.2",
                "cis-kubernetes:5.6.2",
                "nsa:Pod security: Linux hardening (C-0055)",
                "semgrep:seccomp-confinement-disabled",
                "terrascan:AC_K8S_0080"},
    .replaces = {"seccomp-profile-missing"},
    .options = {&level, &allowed},
    .check = {[](const Workload& workload, Context& ctx) {
                if (ctx[allowed].empty() && !(ctx[level] == "restricted" && workload.windows))
                  judge_type(pod_seccomp(workload).type, "the pod", "", ctx);
              },
              [](const Container& container, Context& ctx) {
                if (!ctx[allowed].empty()) return judge_as_listed(container, ctx);
                if (ctx[level] == "restricted" && container.workload->windows) return;
                const Seccomp own = seccomp_of(container.value);
                judge_type(own.type, "container ", fmt::format("'{}'", container.name()), ctx);
                // Annotations hold only for a container to which no field applies.
                const Seccomp pod = pod_seccomp(*container.workload);
                if (own.kind != Seccomp::Kind::missing || pod.kind != Seccomp::Kind::missing || !ctx[level].empty())
                  return;
                const Value decides = annotation_of(container);
                if (!decides.is("unconfined")) return;
                Report report =
                    ctx.report(decides.span(), "this annotation switches seccomp off, so any system call may be made");
                if (auto edit = set_text(decides, "runtime/default"))
                  report.suggest("use the runtime's profile", *edit);
              }},
};

}  // namespace plimsoll::kubernetes
