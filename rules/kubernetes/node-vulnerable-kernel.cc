#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string>

#include "context.h"
#include "kubernetes/run_facts.h"

namespace plimsoll::kubernetes {
namespace {

using Version = std::array<int, 3>;

// Reads up to three numbers between dots; `rest` is what follows them.
Version parse(std::string_view text, std::string_view& rest) {
  Version version{};
  if (text.starts_with('v')) text.remove_prefix(1);
  for (int& part : version) {
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), part);
    text.remove_prefix(static_cast<size_t>(stop - text.data()));
    if (error != std::errc() || !text.starts_with('.')) break;
    text.remove_prefix(1);
  }
  rest = text;
  return version;
}

struct Releases {
  Version first, fixed;
};
// https://nvd.nist.gov/vuln/detail/CVE-2022-0185, and where the stable kernels have the mend of it.
constexpr Releases kKernels[] = {
    {{5, 1, 0}, {5, 4, 173}}, {{5, 5, 0}, {5, 10, 93}}, {{5, 11, 0}, {5, 15, 16}}, {{5, 16, 0}, {5, 16, 2}}};
// https://github.com/kubernetes/kubernetes/issues/104980
constexpr Releases kKubelets[] = {
    {{1, 19, 0}, {1, 19, 15}}, {{1, 20, 0}, {1, 20, 11}}, {{1, 21, 0}, {1, 21, 5}}, {{1, 22, 0}, {1, 22, 2}}};

bool is_among(const Version& version, std::span<const Releases> releases) {
  return std::any_of(releases.begin(), releases.end(),
                     [&](const Releases& each) { return each.first <= version && version < each.fixed; });
}

// Distributions count builds of x.y.0 and mend those; only AKS has told which.
bool is_vulnerable_kernel(std::string_view text) {
  std::string_view rest;
  const Version version = parse(text, rest);
  if (version[2] != 0 || !rest.starts_with('-')) return is_among(version, kKernels);
  int build = 0;
  std::from_chars(rest.data() + 1, rest.data() + rest.size(), build);
  return version == Version{5, 4, 0} && rest.ends_with("-azure") && build < 1067;
}

}  // namespace

extern constinit const Rule node_vulnerable_kernel = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0058", "kubescape:C-0079", "kyverno:check-node-for-cve-2022-0185"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("", "Node")) return;
          const Value info = object["status"]["nodeInfo"], kernel = info["kernelVersion"],
                      kubelet = info["kubeletVersion"];
          if (is_vulnerable_kernel(kernel.string()))
            ctx.report(kernel.span(), "kernel {} lets a container take over the node (CVE-2022-0185)", kernel.string());
          std::string_view rest;
          if (is_among(parse(kubelet.string(), rest), kKubelets)) {
            ctx.report(kubelet.span(),
                       "kubelet {} lets a container reach the node's files by a subPath (CVE-2021-25741)",
                       kubelet.string())
                .given({std::string(kSubPathFact)}, "such a mount");
          }
        },
};

}  // namespace plimsoll::kubernetes
