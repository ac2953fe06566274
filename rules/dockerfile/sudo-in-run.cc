#include <optional>

#include "context.h"
#include "dockerfile/model.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

bool runs_as_root(const Run& run) {
  const Setting& user = run.model->user_at(run);
  const Stage& root = *run.stage->root;
  if (user.set_by || root.scratch) return user.text.value == "root" || user.text.value == "0";
  return root.from && root.image_known && !root.image.official_name().empty() && !is_unprivileged(root.image);
}

bool switches_to_root(const shell::Command& su) {
  for (size_t i = 0; i < su.arguments.size(); ++i) {
    const std::string_view text = su.arguments[i].text;
    const bool takes_next =
        text == "-c" || text == "--command" || text == "-s" || text == "--shell" || text == "-g" || text == "-G";
    if (takes_next) ++i;
    if (!text.starts_with("-")) return text == "root";
  }
  return true;
}

// From sudo to the command, if only options stand between that root does not need.
std::optional<Span> removable(const shell::Command& command, Context& ctx) {
  if (command.wrappers.size() != 1) return std::nullopt;
  const Span span{command.wrappers[0].span.begin, command.name.span.begin};
  std::string_view between = ctx.source().text({command.wrappers[0].span.end, command.name.span.begin});
  if (between.find_first_not_of(" -EHn") != between.npos || between.find("--") != between.npos) return std::nullopt;
  return span;
}

}  // namespace

extern constinit const Rule sudo_in_run = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"hadolint:DL3004", "trivy:DS-0010", "trivy:AVD-DS-0010", "trivy:DS010", "trivy:no-sudo-run",
                "trivy:docker-no-sudo-run", "checkov:CKV2_DOCKER_1", "kics:Run Using Sudo",
                "kics:8ada6e80-0ade-439e-b176-0b28f6bce35a", "semgrep:no-sudo-in-dockerfile", "dockle:DKL-DI-0001",
                "dockerfilelint:sudo_usage", "dockerlinter:ER0004", "dockerlint:sudo",
                "dockerfile_lint:no_run_with_sudo", "terrascan:AC_DOCKER_0007"},
    .programs = {"sudo", "doas", "su"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Instruction* instruction = command.script->instruction;
          if (!instruction || instruction->keyword != Keyword::run) return;
          const auto report = [&](const shell::Word& word, std::string_view program) {
            if (program != "sudo" && program != "doas") return;
            auto finding = ctx.report(word.span, "'{}' in a build hides who runs what; USER says it", program);
            const auto edit = removable(command, ctx);
            if (edit && runs_as_root(static_cast<const Run&>(*instruction))) {
              finding.suggest(fmt::format("drop {}, for root runs the command already", program), remove(*edit));
            }
          };
          for (const shell::Word& word : command.wrappers)
            report(word, std::string_view(word.text).substr(word.text.rfind('/') + 1));
          report(command.name, command.base);
          if (command.base != "su" || !command.has_flag({"-c", "--command"})) return;
          ctx.report(command.name.span, "'su -c' in a build hides who runs what; USER says it")
              .severity(switches_to_root(command) ? Severity::warning : Severity::info);
        },
};

}  // namespace plimsoll::dockerfile
