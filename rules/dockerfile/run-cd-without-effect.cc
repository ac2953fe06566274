#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule run_cd_without_effect = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3003", "trivy:DS-0013", "trivy:AVD-DS-0013", "trivy:DS013", "trivy:use-workdir-over-cd",
                "trivy:docker-use-workdir-over-cd", "kics:RUN Instruction Using 'cd' Instead of WORKDIR",
                "kics:f4a6bcd3-e231-4acf-993c-aa027be50d2e", "sonar:S6597", "dockerlinter:ER0003"},
    .replaces = {"use-workdir-instead-of-cd"},
    .programs = {"cd", "pushd"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const shell::Script& script = *command.script;
          if (!script.instruction || script.instruction->keyword != Keyword::run) return;
          if (command.in_substitution || command.conditional) return;
          for (const shell::Command* other = &command + 1; other <= &script.commands.back(); ++other) {
            if (!other->in_substitution) return;
          }
          if (command.depth > (script.exec_form ? 1 : 0)) return;
          // "cd src && make && cd .." goes back to where it was.
          const std::string_view to = command.arguments.empty() ? "" : std::string_view(command.arguments[0].text);
          const bool back = to == "-" || to == "/" || to.starts_with("..");
          const Run& run = static_cast<const Run&>(*script.instruction);
          auto report =
              ctx.report(command.span, "this '{}' has no effect on the next instruction; WORKDIR has", command.base);
          if (back && script.commands.size() > 1) report.severity(Severity::info);
          const bool alone = script.commands.size() == 1 && run.flags.empty() && !run.trigger_of && !script.heredoc &&
                             !script.exec_form && command.span == run.arguments_span();
          if (!alone || command.arguments.size() != 1 || !command.arguments[0].literal) return;
          const std::string& path = command.arguments[0].text;
          if (!path.starts_with('/') || path.find(' ') != path.npos) return;
          report.suggest("use WORKDIR", replace(run.span, spelled_like(run, Keyword::workdir) + " " + path));
        },
};

}  // namespace plimsoll::dockerfile
