#include "context.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

// Such as /dev/sda1 and /dev/nvme0n1.
bool is_block_device(std::string_view path) {
  for (std::string_view start : {"/dev/sd", "/dev/vd", "/dev/xvd"}) {
    if (path.starts_with(start) && path.size() > start.size() && path[start.size()] >= 'a' && path[start.size()] <= 'z')
      return path.find('/', start.size()) == path.npos;
  }
  return path.starts_with("/dev/nvme") && path.find('n', std::string_view("/dev/nvme").size()) != path.npos;
}

bool is_character_device(std::string_view path) {
  for (std::string_view name : {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/fuse",
                                "/dev/kvm", "/dev/net/tun", "/dev/kmsg", "/dev/tty"})
    if (path == name) return true;
  for (std::string_view start : {"/dev/ttyS", "/dev/ttyUSB", "/dev/ttyACM", "/dev/video"}) {
    if (path.starts_with(start) && path.size() > start.size() &&
        path.find_first_not_of("0123456789", start.size()) == path.npos)
      return true;
  }
  return false;
}

// What the path is, where its name says so and the type is another one; else empty.
std::string_view contradicted(std::string_view path, std::string_view type) {
  const bool character = is_character_device(path), block = is_block_device(path);
  const bool directory = type == "Directory" || type == "DirectoryOrCreate";
  if (path.ends_with(".sock") && (directory || type == "CharDevice" || type == "BlockDevice")) return "a socket";
  if ((character || block) && (directory || type == "Socket")) return "a device";
  if (character && type == "BlockDevice") return "a character device";
  if (block && type == "CharDevice") return "a block device";
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
