#include <algorithm>

#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule apk_build_deps_without_virtual = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .aliases = {"dockerfilelint:apkadd-missing-virtual"},
    .programs = {"apk"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run || !shipped(*run) || install.virtual_group || install.packages.size() < 2) return;
          const auto added = [&](const shell::Package& removed) {
            return std::any_of(install.packages.begin(), install.packages.end(),
                               [&](const shell::Package& each) { return each.name == removed.name; });
          };
          const shell::Command* removal = find_behind(*install.command, [&](const shell::Command& each) {
            if (each.base != "apk") return false;
            const auto removed = shell::removes_of(each);
            return std::any_of(removed.begin(), removed.end(), added);
          });
          if (!removal) return;
          ctx.report(install.subcommand,
                     "what is only needed to build is removed one by one; --virtual gives it a name")
              .note(removal->span, "here it is removed");
        },
};

}  // namespace plimsoll::dockerfile
