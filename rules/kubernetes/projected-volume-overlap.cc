#include <map>

#include "context.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

std::vector<Value> paths_of(const Value& source) {
  std::vector<Value> paths;
  for (const char* kind : {"secret", "configMap", "downwardAPI"})
    for (const Value& item : source[kind]["items"].items()) paths.push_back(item["path"]);
  for (const char* kind : {"serviceAccountToken", "clusterTrustBundle"}) paths.push_back(source[kind]["path"]);
  return paths;
}

bool leaves(std::string_view path) {
  return path.starts_with('/') || path == ".." || path.starts_with("../") || path.ends_with("/..") ||
         path.find("/../") != path.npos;
}

}  // namespace

extern constinit const Rule projected_volume_overlap = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          for (const Value& volume : volumes_of(workload)) {
            std::map<std::string, Value> seen;
            for (const Value& source : volume["projected"]["sources"].items()) {
              for (const Value& path : paths_of(source)) {
                if (path.string().empty() || path.templated()) continue;
                if (leaves(path.string())) {
                  ctx.report(path.span(), "path '{}' leaves volume '{}', so it is rejected", path.string(),
                             volume["name"].string())
                      .severity(Severity::error);
                  continue;
                }
                const auto [first, fresh] = seen.try_emplace(clean_path("/" + std::string(path.string())), path);
                if (fresh || first->second == path) continue;
                ctx.report(path.span(), "two sources of volume '{}' write '{}', and one of them is lost",
                           volume["name"].string(), path.string())
                    .note(first->second.span(), "the first one");
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
