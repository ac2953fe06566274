#include <string>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/users.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

// The normal user that runs a command; empty where it is root, not known, or may become root.
std::string normal_user(const shell::Command& command) {
  const dockerfile::Instruction* run = command.script ? command.script->instruction : nullptr;
  if (!run || run->keyword != Keyword::run || !run->model || (run->stage && run->stage->windows)) return {};
  for (const shell::Word& wrapper : command.wrappers) {
    const std::string_view name = std::string_view(wrapper.text).substr(wrapper.text.rfind('/') + 1);
    if (name != "env" && name != "time" && name != "timeout" && name != "exec" && name != "nice") return {};
  }
  const Setting& user = run->model->user_at(*run);
  if (!user.set_by || !user.text.known) return {};
  const std::string_view name = split_user(user.text.value).user;
  return name.empty() || is_root(name) ? "" : std::string(name);
}

void report(const shell::Command& command, std::string_view what, const std::string& user, Context& ctx) {
  const dockerfile::Instruction& run = *command.script->instruction;
  ctx.report(command.name.span, "'{}' needs root, but '{}' runs it", what, user)
      .note(run.model->user_at(run).set_by->span, "the user was set here");
}

}  // namespace

extern constinit const Rule user_before_root_step = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .programs = {"apt-get", "apt", "apk", "yum", "dnf", "microdnf", "tdnf", "zypper", "pacman", "dpkg", "rpm",
                 "useradd", "adduser", "groupadd", "addgroup", "usermod", "groupmod", "userdel", "chown"},
    .check = {[](const shell::ManagerCall& call, Context& ctx) {
                if (call.action == shell::Action::none ||
                    call.command->has_flag(
                        {"--version", "--help", "-s", "--simulate", "--dry-run", "--root", "--installroot"}))
                  return;
                const std::string user = normal_user(*call.command);
                if (!user.empty()) report(*call.command, call.command->base, user, ctx);
              },
              [](const shell::Command& command, Context& ctx) {
                const std::string user = normal_user(command);
                if (user.empty() || command.has_flag({"--help", "--version"})) return;
                const std::string& base = command.base;
                if (base == "dpkg" && !command.has_flag({"-i", "--install", "-r", "--remove", "-P", "--purge"})) return;
                if (base == "rpm" && !command.has_flag({"-i", "-U", "--install", "--upgrade", "-e", "--erase"})) return;
                if (base == "chown") {
                  // Only a change to another user by name is sure.
                  const auto operands = command.operands();
                  if (operands.size() < 2 || !operands[0]->literal || is_number(user)) return;
                  const UserSpec owner = split_user(operands[0]->text);
                  if (owner.user.empty() || owner.user == user || is_number(owner.user)) return;
                } else if (base != "dpkg" && base != "rpm" && command.call) {
                  return;
                }
                if (base == "chown" || base == "dpkg" || base == "rpm" || base.starts_with("user") ||
                    base.starts_with("group") || base.starts_with("add"))
                  report(command, base, user, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
