#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

bool is_system(std::string_view path, bool recursive) {
  while (path.size() > 1 && (path.ends_with('/') || path.ends_with("/*"))) path.remove_suffix(1);
  for (std::string_view folder :
       {"/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/usr/local/lib"}) {
    if (path == folder) return true;
  }
  if (!recursive) return false;
  for (std::string_view folder : {"/", "/etc", "/usr", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/var",
                                  "/var/lib", "/usr/lib", "/usr/local", "/usr/share", "/boot"}) {
    if (path == folder) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule chown_of_system_directory = {
    .severity = Severity::warning,
    .group = Group::security,
    .programs = {"chown"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Instruction* run = command.script->instruction;
          const std::vector<const shell::Word*> operands = command.operands();
          if (!run || !run->model || !shipped(*run) || operands.size() < 2) return;
          const Text owner = run->model->expand(operands[0]->text, *run);
          const std::string user = owner.value.substr(0, owner.value.find_first_of(":."));
          if (!owner.known || user.empty() || user == "root" || user == "0") return;
          const bool recursive = command.has_flag({"-R", "--recursive"});
          for (size_t i = 1; i < operands.size(); ++i) {
            if (!is_system(operands[i]->text, recursive)) continue;
            ctx.report(operands[i]->span,
                       "'{}' becomes the property of '{}', who may then change programs that root runs",
                       operands[i]->text, user);
          }
        },
};

}  // namespace plimsoll::dockerfile
