#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "image_facts.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Command;

// Something stands at its input: a pipe, a file, a heredoc.
bool is_answered(const Command& command) {
  return command.pipeline_position > 0 ||
         std::any_of(command.redirects.begin(), command.redirects.end(),
                     [](const shell::Redirect& redirect) { return redirect.op.starts_with("<"); });
}

bool has_word(const Command& command, std::string_view text) {
  return std::any_of(command.arguments.begin(), command.arguments.end(),
                     [&](const shell::Word& word) { return word.text == text; });
}

bool is_debian(const Instruction& run) {
  if (!run.stage || !run.stage->root->from || !run.stage->root->image_known) return false;
  const auto system = system_of(run.stage->root->image);
  return system && (system->distribution == "debian" || system->distribution == "ubuntu");
}

bool is_noninteractive(const Command& command, const Instruction& run) {
  for (const shell::Assignment& assignment : command.assignments) {
    if (assignment.name.text == "DEBIAN_FRONTEND") return true;
  }
  return run.model->variable("DEBIAN_FRONTEND", run).declared() ||
         command.script->text.text().find("DEBIAN_FRONTEND") != std::string_view::npos;
}

bool is_conda(std::string_view base) { return base == "conda" || base == "mamba"; }

// Where to put the answer, and the answer; empty text if there is no such switch.
struct Problem {
  Span place;
  std::string_view answer;
};

std::optional<Problem> conda_problem(const Command& command, const Instruction& run) {
  const auto operands = command.operands();
  if (operands.empty()) return std::nullopt;
  const std::string& subcommand = operands[0]->text;
  if (subcommand != "install" && subcommand != "create" && subcommand != "update" && subcommand != "upgrade" &&
      subcommand != "remove" && subcommand != "uninstall")
    return std::nullopt;
  if (command.has_flag({"-y", "--yes", "--dry-run", "--help", "-h", "--json", "-d"})) return std::nullopt;
  for (std::string_view name : {"CONDA_ALWAYS_YES", "MAMBA_ALWAYS_YES"}) {
    if (run.model->variable(name, run).declared()) return std::nullopt;
  }
  if (run.line.text().find("always_yes") != std::string_view::npos) return std::nullopt;
  return Problem{operands[0]->span, "-y"};
}

std::optional<Problem> pacman_problem(const Command& command) {
  for (const shell::Word& word : command.arguments) {
    const bool acts =
        word.text.size() > 1 && word.text[0] == '-' && word.text[1] != '-' && word.text.find_first_of("SRU") == 1;
    if (!acts || word.text.find_first_of("slgipwh", 2) != std::string::npos) continue;
    const bool answered = std::any_of(command.arguments.begin(), command.arguments.end(), [](const shell::Word& flag) {
      return flag.text == "--noconfirm" || flag.text == "--help" || flag.text == "--print";
    });
    return answered ? std::nullopt : std::optional(Problem{word.span, "--noconfirm"});
  }
  return std::nullopt;
}

// Of adduser: the user, and the group it is added to.
int names_of(const Command& command) {
  int names = 0;
  for (size_t i = 0; i < command.arguments.size(); ++i) {
    const std::string_view text = command.arguments[i].text;
    if (!text.starts_with("-")) ++names;
    if (text == "--gecos" || text == "--comment" || text == "--home" || text == "--shell" || text == "--uid" ||
        text == "--gid" || text == "--ingroup")
      ++i;
  }
  return names;
}

bool asks(const Command& command, const Instruction& run) {
  const std::string_view base = command.base;
  if (base == "adduser") {
    const bool quiet = command.has_flag({"--system", "--disabled-password", "--disabled-login", "-D", "-S", "--help"});
    return !quiet && is_debian(run) && names_of(command) == 1;
  }
  if (base == "passwd") {
    return !command.has_flag(
        {"--stdin", "-d", "-l", "-u", "-e", "-S", "--delete", "--lock", "--status", "--expire", "--unlock", "-s"});
  }
  if (base == "npm") {
    return command.is("npm", {"init"}) && command.operands().size() == 1 &&
           !command.has_flag({"-y", "--yes", "-f", "--force"});
  }
  if (base == "sdkmanager") return has_word(command, "--licenses");
  if (base == "dpkg-reconfigure") {
    std::string frontend;
    if (!command.flag_value({"-f", "--frontend"}, &frontend)) return !is_noninteractive(command, run);
    return frontend != "noninteractive";
  }
  if (base == "rustup-init") return !command.has_flag({"-y"});
  if (base == "emerge") return command.has_flag({"--ask", "-a"}) && !has_word(command, "--ask=n");
  return base == "unminimize" || base == "mysql_secure_installation";
}

// curl https://sh.rustup.rs | sh
bool runs_rustup(const Command& command) {
  if (command.pipeline_position == 0 || has_word(command, "-y")) return false;
  // The download stands a few commands before.
  const shell::Command* first = command.script->commands.data();
  for (const Command* other = &command; other != first && &command - other < 10;) {
    --other;
    if (other->pipeline != command.pipeline) continue;
    for (const shell::Word& word : other->arguments) {
      if (word.text.find("sh.rustup.rs") != std::string::npos) return true;
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule interactive_command = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .programs = {"pacman", "conda", "mamba", "adduser", "passwd", "npm", "sdkmanager", "unminimize", "dpkg-reconfigure",
                 "mysql_secure_installation", "rustup-init", "emerge", "sh", "bash", "add-apt-repository",
                 "apt-add-repository"},
    .check =
        [](const Command& command, Context& ctx) {
          const Instruction* run = command.script->instruction;
          if (!run || run->keyword != Keyword::run || !run->stage) return;
          if (command.base == "sh" || command.base == "bash") {
            if (runs_rustup(command))
              ctx.report(command.name.span, "the script of rustup asks before it installs; hand it 'sh -s -- -y'");
            return;
          }
          if (is_answered(command)) return;
          std::optional<Problem> problem;
          if (is_conda(command.base)) problem = conda_problem(command, *run);
          if (command.base == "pacman") problem = pacman_problem(command);
          const bool adds = command.base.ends_with("-repository");
          if (adds && !command.has_flag({"-y", "--yes", "-r", "--remove", "-h", "--help", "-L", "--list"}))
            problem = Problem{command.name.span, "-y"};
          if (problem) {
            ctx.report(problem->place, "without '{}' '{}' asks, and nobody is there to answer", problem->answer,
                       command.base)
                .severity(adds || is_conda(command.base) ? Severity::info : Severity::warning)
                .fix(fmt::format("add {}", problem->answer),
                     insert_after(problem->place, " " + std::string(problem->answer)));
          } else if (!adds && asks(command, *run)) {
            ctx.report(command.name.span, "'{}' asks questions, and nobody is there to answer", command.base);
          }
        },
};

}  // namespace plimsoll::dockerfile
