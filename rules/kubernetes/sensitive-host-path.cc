#include <algorithm>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> paths{"paths", "the sensitive directories; if empty, our list", {}};
constinit const Option<std::string_view> match{
    "match", "prefix (they and what is below), exact, or related (what holds them too)", "prefix",
    [](std::string_view text) {
      return choice_problem(text, {"prefix", "exact", "related"});
    }};
constinit const Option<bool> require_mounted{"require-mounted", "only volumes that a container mounts", false};

bool is_sensitive(std::string_view path, const Context& ctx) {
  const std::string_view how = ctx[match];
  auto fits = [&](std::string_view listed, bool exact) {
    return path == listed || (!exact && how != "exact" && is_below(path, listed)) ||
           (how == "related" && is_below(listed, path));
  };
  static const Fact ours = facts::table("pod-security")["paths"];
  if (path.empty()) return false;
  for (std::string_view listed : ctx[paths])
    if (fits(listed, listed == "/")) return true;
  if (!ctx[paths].empty()) return false;
  for (Fact listed : ours["below"].items())
    if (fits(listed.string(), false)) return true;
  return ours["exact"].has(path);
}

bool is_public(std::string_view path) {
  for (Fact listed : facts::table("pod-security")["paths"]["public"].items())
    if (is_below(path, listed.string())) return true;
  return false;
}

}  // namespace

extern constinit const Rule sensitive_host_path = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"kube-linter:sensitive-host-mounts", "kube-linter:host-mounts", "kubesec:ProcMount", "trivy:KSV-0121",
                "trivy:KSV121", "trivy:AVD-KSV-0121", "kics:Workload Mounting With Sensitive OS Directory",
                "kics:5308a7a8-06f8-45ac-bf10-791fe21de46e", "kubescape:C-0048", "sonar:S6433"},
    .replaces = {"host-path-volume", "host-path-cloud-credentials"},
    .options = {&paths, &match, &require_mounted},
    .check = {[](const Workload& workload, Context& ctx) {
                Mounts mounts;
                if (ctx[require_mounted]) mounts = mounts_of(workload);
                for (const HostPath& path : host_paths_of(workload)) {
                  const std::string_view name = path.volume["name"].string();
                  if (ctx.unasked() && is_public(path.clean)) continue;
                  if (!is_sensitive(path.clean, ctx) || (ctx[require_mounted] && !mounts.contains(name))) continue;
                  ctx.report(path.path.span(), "volume '{}' opens the system directory '{}' of the node to the pod",
                             name, path.clean)
                      .covers(path.volume.span());
                }
              },
              [](const Object& object, Context& ctx) {
                if (!object.is("", "PersistentVolume")) return;
                for (const char* source : {"hostPath", "local"}) {
                  const Value path = object["spec"][source]["path"];
                  if (path.templated() || !is_sensitive(clean_path(path.string()), ctx)) continue;
                  ctx.report(path.span(), "volume '{}' opens the system directory '{}' of the node", object.name,
                             clean_path(path.string()));
                }
              }},
};

}  // namespace plimsoll::kubernetes
