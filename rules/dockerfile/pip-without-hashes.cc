#include "context.h"
#include "dockerfile/packages.h"
#include "dockerfile/set_variables.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {

extern constinit const Rule pip_without_hashes = {
    .severity = Severity::info,
    .group = Group::supply_chain,
    .profile = Profile::all,
    .programs = {"pip"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          if (!run_of(*install.command) || install.requirements.empty() ||
              install.command->has_flag({"--require-hashes", "--no-index"}))
            return;
          const auto value = environment_of(*install.command, "PIP_REQUIRE_HASHES");
          if (value && (value->empty() || is_true(*value))) return;
          auto report = ctx.report(install.subcommand, "nothing makes pip compare what it downloads with known hashes");
          if (!install.command->script->exec_form)
            report.suggest("add --require-hashes", insert_after(install.subcommand, " --require-hashes"));
        },
};

}  // namespace plimsoll::dockerfile
