#include "context.h"
#include "dockerfile/language_caches.h"
#include "dockerfile/packages.h"
#include "dockerfile/set_variables.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {

extern constinit const Rule npm_lifecycle_scripts_enabled = {
    .severity = Severity::info,
    .group = Group::supply_chain,
    .profile = Profile::all,
    .aliases = {"sonar:S6505"},
    .programs = {"npm", "yarn", "pnpm"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const shell::Command& command = *install.command;
          if (!run_of(command) || command.has_flag({"--ignore-scripts"})) return;
          for (std::string_view name :
               {"NPM_CONFIG_IGNORE_SCRIPTS", "npm_config_ignore_scripts", "YARN_IGNORE_SCRIPTS"}) {
            const auto value = environment_of(command, name);
            if (value && (value->empty() || is_true(*value))) return;
          }
          if (configured_before(command, install.facts["script-settings"])) return;
          auto report =
              ctx.report(install.subcommand, "'{}' runs the scripts of all dependencies with the rights of the build",
                         install.manager);
          if (!command.script->exec_form && install.subcommand != command.name.span)
            report.suggest("add --ignore-scripts", insert_after(install.subcommand, " --ignore-scripts"));
        },
};

}  // namespace plimsoll::dockerfile
