#include <string>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

namespace {

// Is one of them, lies in one, or holds one.
bool opens(std::string_view path, std::string_view home, const Fact& credentials) {
  for (Fact credential : credentials.items()) {
    const std::string place = std::string(home).append(credential.string());
    if (is_below(path, place) || is_below(place, path)) return true;
  }
  return false;
}

bool opens_credentials(std::string_view path) {
  constexpr std::string_view kHomes = "/home/";
  static const Fact credentials = facts::table("pod-security")["cloud-credentials"];
  std::string home(kHomes);
  home.append(path.starts_with(kHomes) ? path.substr(kHomes.size(), path.find('/', kHomes.size()) - kHomes.size())
                                       : "user");
  return !path.empty() && (opens(path, "", credentials["node"]) || opens(path, "", credentials["home"]) ||
                           opens(path, "/root", credentials["home"]) || opens(path, home, credentials["home"]));
}

}  // namespace

extern constinit const Rule host_path_cloud_credentials = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"kubescape:C-0020"},
    .replaces = {"host-path-volume"},
    .check =
        [](const Workload& workload, Context& ctx) {
          for (const HostPath& path : host_paths_of(workload)) {
            if (!opens_credentials(path.clean)) continue;
            ctx.report(path.path.span(), "volume '{}' opens '{}' to the pod, where a node keeps its cloud credentials",
                       path.volume["name"].string(), path.clean)
                .covers(path.volume.span());
          }
        },
};

}  // namespace plimsoll::kubernetes
