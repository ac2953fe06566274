#include <algorithm>
#include <string>

#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> allowed{
    "allowed-host-paths", "paths with all below them; with :ro behind for reading only", {}};
constinit const Option<Names> allowed_on_windows{"windows-allowed-host-paths", "the same for pods of Windows", {}};

// In lower case, with single backslashes, none at the end, and no "." and "..". Pipes are "\\\\.\\pipe\\name" and stay
// so.
std::string windows_path(std::string_view path) {
  std::string text(path);
  for (char& c : text) c = c == '/' ? '\\' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  std::string result;
  if (text.starts_with("\\\\.\\")) result = text.substr(0, 4);
  const size_t root = result.size();
  for (size_t at = root; at < text.size();) {
    const size_t end = std::min(text.find('\\', at), text.size());
    const std::string part = text.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      // Nothing lies above a drive.
      if (const size_t above = result.rfind('\\'); above != result.npos && above >= root) result.resize(above);
      continue;
    }
    if (result.size() > root) result += '\\';
    result += part;
  }
  return result;
}

bool is_below_on_windows(const std::string& path, const std::string& directory) {
  return path.starts_with(directory) && (path.size() == directory.size() || path[directory.size()] == '\\');
}

enum class Verdict { allowed, read_only, outside };

Verdict judge(std::string_view path, Names list, bool windows, bool writable) {
  Verdict verdict = Verdict::outside;
  for (std::string_view entry : list) {
    const bool read_only = entry.ends_with(":ro");
    if (read_only) entry.remove_suffix(3);
    if (windows ? !is_below_on_windows(windows_path(path), windows_path(entry))
                : !is_below(clean_path(path), clean_path(entry)))
      continue;
    if (!read_only || !writable) return Verdict::allowed;
    verdict = Verdict::read_only;
  }
  return verdict;
}

void report(const Value& path, std::string_view volume, Verdict verdict, Context& ctx) {
  if (verdict == Verdict::read_only) {
    ctx.report(path.span(), "volume '{}' opens '{}' for writing, but it is allowed for reading only", volume,
               path.string());
  } else if (verdict == Verdict::outside) {
    ctx.report(path.span(), "volume '{}' opens '{}' of the node, which is not among the allowed paths", volume,
               path.string());
  }
}

}  // namespace

extern constinit const Rule host_path_outside_allowed_list = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"azure-policy:Kubernetes cluster pod hostPath volumes should only use allowed host paths",
                "azure-policy:098fc59e-46c7-4d99-9b16-64990e543d75",
                "gatekeeper:pod-security-policy/host-filesystem (allowedHostPaths)", "kyverno:limit-hostpath-vols",
                "kyverno:limit-hostpath-type-pv", "terrascan:AC_K8S_0076"},
    .replaces = {"host-path-volume"},
    .options = {&allowed, &allowed_on_windows},
    .check = {[](const Workload& workload, Context& ctx) {
                Mounts mounts = mounts_of(workload);
                for (const HostPath& path : host_paths_of(workload)) {
                  const std::string_view name = path.volume["name"].string();
                  const std::vector<Mount>& uses = mounts[name];
                  const bool writable = std::any_of(uses.begin(), uses.end(), [](const Mount& mount) {
                    const Value read_only = mount.value["readOnly"];
                    return !read_only.is(true) && !read_only.templated();
                  });
                  if (!path.path.is_scalar() || path.path.templated()) continue;
                  const Names list = workload.windows ? ctx[allowed_on_windows] : ctx[allowed];
                  report(path.path, name, judge(path.path.string(), list, workload.windows, writable), ctx);
                }
              },
              [](const Object& object, Context& ctx) {
                const Value path = object["spec"]["hostPath"]["path"];
                if (!object.is("", "PersistentVolume") || !path.is_scalar() || path.templated()) return;
                report(path, object.name, judge(path.string(), ctx[allowed], false, false), ctx);
              }},
};

}  // namespace plimsoll::kubernetes
