#include <string>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"
#include "dockerfile/transfers.h"
#include "dockerfile/users.h"

namespace plimsoll::dockerfile {
namespace {

// What the kernel or the boot loader owns, with all below it.
bool is_system(std::string_view path) {
  for (std::string_view folder : {"/proc", "/boot", "/dev", "/sys", "/initrd", "/lost+found"}) {
    if (is_below(path, folder)) return true;
  }
  return false;
}
bool holds_programs(std::string_view path) {
  for (std::string_view folder : {"/etc", "/bin", "/sbin", "/lib", "/lib64", "/usr/bin", "/usr/sbin", "/usr/lib"}) {
    if (path == folder) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule workdir_in_system_directory = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:DS-0030", "trivy:AVD-DS-0030", "trivy:DS030", "trivy:avoid-sys-workdir-mounts",
                "trivy:docker-avoid-sys-workdir-mounts"},
    .check =
        [](const Workdir& workdir, Context& ctx) {
          if (!workdir.path || !workdir.model || (workdir.stage && workdir.stage->windows)) return;
          const Text text = workdir.model->expand(workdir.path->text, workdir);
          const Text joined = join_workdir(workdir.model->workdir_at(workdir).text, text, false);
          if (!joined.known || !joined.value.starts_with('/')) return;
          const std::string path = clean_path(joined.value);
          const Setting& user = workdir.model->user_at(workdir);
          if (is_system(path)) {
            ctx.report(workdir.path->span, "'{}' belongs to the system, not to a program", path);
          } else if (holds_programs(path)) {
            ctx.report(workdir.path->span,
                       "'{}' holds the files of the system, and what is written there mixes with them", path)
                .severity(Severity::info);
          } else if (path == "/root" && user.set_by && user.text.known && !is_root(split_user(user.text.value).user)) {
            ctx.report(workdir.path->span, "'/root' is closed to the user '{}'", user.text.value)
                .severity(Severity::info);
          }
        },
};

}  // namespace plimsoll::dockerfile
