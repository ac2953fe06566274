#include "context.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

bool is_device(std::string_view path) {
  for (std::string_view name : {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/fuse",
                                "/dev/kvm", "/dev/net/tun", "/dev/kmsg", "/dev/tty"})
    if (path == name) return true;
  return false;
}

// What the path is, where its name says so and the type is another one; else empty.
std::string_view contradicted(std::string_view path, std::string_view type) {
  const bool device = is_device(path), directory = type == "Directory" || type == "DirectoryOrCreate";
  if (path.ends_with(".sock") && (directory || type == "CharDevice" || type == "BlockDevice")) return "a socket";
  if (device && (directory || type == "Socket" || type == "BlockDevice")) return "a device";
  return {};
}

}  // namespace

extern constinit const Rule host_path_type_missing = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          for (const HostPath& path : host_paths_of(workload)) {
            const Value source = path.volume["hostPath"], type = source["type"];
            if (type.missing() || type.is("")) {
              if (!ctx.unasked() && source.is_map())
                ctx.report(source.key_span(), "nothing is checked before '{}' is mounted; say what it is with 'type'",
                           path.path.string());
            } else if (const auto kind = contradicted(path.clean, type.string()); !kind.empty()) {
              ctx.report(type.span(), "'{}' is {}, and no {}, so the pod does not start", path.path.string(), kind,
                         type.string())
                  .severity(Severity::error);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
