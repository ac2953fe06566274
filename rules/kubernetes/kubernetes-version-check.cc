#include <charconv>

#include "context.h"
#include "kubernetes/object.h"
#include "kubernetes/version.h"
#include "option.h"
#include "project.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<int64_t> oldest{"oldest-minor", "the oldest release that is still good: 34 for 1.34", 34};

// 33 of "v1.33.4+k3s1" and of "1.33".
std::optional<int64_t> minor_of(std::string_view version) {
  if (version.starts_with('v')) version.remove_prefix(1);
  if (!version.starts_with("1.")) return std::nullopt;
  int64_t minor = 0;
  const auto [end, error] = std::from_chars(version.data() + 2, version.data() + version.size(), minor);
  return error == std::errc() ? std::optional(minor) : std::nullopt;
}

// Of a node, and of what is to become a cluster.
Value version_of(const Object& object) {
  if (object.is("", "Node")) return object["status"]["nodeInfo"]["kubeletVersion"];
  if (object.is("kubeadm.k8s.io", "ClusterConfiguration")) return object["kubernetesVersion"];
  return {};
}

}  // namespace

extern constinit const Rule kubernetes_version_check = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0273", "kyverno:kubernetes-version-check", "kyverno:check-node-for-cve-2022-0185"},
    .options = {&oldest},
    .check = {[](const Object& object, Context& ctx) {
                const Value version = version_of(object);
                const auto minor = version.templated() ? std::nullopt : minor_of(version.string());
                if (minor && *minor < ctx[oldest])
                  ctx.report(version.span(), "Kubernetes {} gets no corrections any more; update to 1.{} or newer",
                             version.string(), ctx[oldest]);
              },
              // What the run is for stands in no file, so it is said once, at the first object.
              [](const Project& project, Context& ctx) {
                if (project.objects.empty() || target_version(ctx) >= ctx[oldest]) return;
                ctx.report(project.at(project.objects.front()),
                           "this is judged for Kubernetes 1.{}, which gets no corrections any more; update to 1.{} or "
                           "newer",
                           target_version(ctx), ctx[oldest]);
              }},
};

}  // namespace plimsoll::kubernetes
