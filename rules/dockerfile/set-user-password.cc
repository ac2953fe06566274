#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"
#include "shell/neighbours.h"

namespace plimsoll::dockerfile {
namespace {

bool is_secret_mount(const shell::Word& word) { return word.text.find("/run/secrets") != std::string::npos; }

// The commands that feed this one, itself included.
std::vector<const shell::Command*> pipeline_of(const shell::Command& command) {
  std::vector<const shell::Command*> all{&command};
  const auto before = shell::commands_before(command, 16);
  for (auto at = before.rbegin(); at != before.rend() && at->pipeline == command.pipeline && at->pipeline >= 0; ++at)
    all.push_back(&*at);
  return all;
}

bool is_literal_password(const shell::Word& word) {
  return word.literal && !word.text.empty() && word.text != "x" && !word.text.starts_with('!') &&
         !word.text.starts_with('*');
}

// The literal that a program gets as a password; nullptr if it gets none.
const shell::Word* password_argument(const shell::Command& command) {
  const std::string_view base = command.base;
  const std::vector<const shell::Word*> operands = command.operands();
  if (base == "useradd" || base == "usermod") {
    const shell::Word* value = command.flag_value({"-p", "--password"}, nullptr);
    return value && is_literal_password(*value) ? value : nullptr;
  }
  if (base == "mysqladmin" || base == "mariadb-admin") {
    for (size_t i = 0; i + 1 < operands.size(); ++i) {
      if (operands[i]->text == "password") return operands[i + 1];
    }
  }
  if (base == "openssl" && command.is("openssl", {"passwd"}) && operands.size() > 1 && operands.back()->literal &&
      operands.back() == &command.arguments.back() && !command.has_flag({"-in", "-stdin"}))
    return operands.back();
  if (base == "htpasswd" && command.has_flag({"-b"}) && operands.size() > 1) return operands.back();
  return nullptr;
}

// What is sent to a command by echo, a here string or a heredoc: all of it is hidden.
void hide_input(const std::vector<const shell::Command*>& pipeline, Report& report) {
  for (const shell::Command* each : pipeline) {
    if (each->base == "echo" || each->base == "printf") {
      for (const shell::Word& word : each->arguments) {
        if (!word.text.starts_with('-')) report.hide(word.span);
      }
    }
    for (const shell::Redirect& redirect : each->redirects) {
      if (redirect.op == "<<<") report.hide(redirect.target.span);
    }
  }
}

// ALTER USER app PASSWORD 'x', IDENTIFIED BY 'x': in statements of SQL.
void check_sql(const shell::Script& script, Context& ctx) {
  const Model& model = *script.instruction->model;
  if (!model.may_mention("password") && !model.may_mention("identified")) return;
  const std::string text = lower(script.text.text());
  for (std::string_view phrase : {"identified by", "password"}) {
    for (size_t at = text.find(phrase); at != text.npos; at = text.find(phrase, at + 1)) {
      if (phrase == "password") {
        const size_t line = std::min(text.find_last_of(";\n\"", at), at);
        const std::string_view before = std::string_view(text).substr(line, at - line);
        const bool statement = before.find("user ") != before.npos || before.find("role ") != before.npos;
        if (!statement || !before.ends_with(' ')) continue;
      }
      const size_t open = text.find_first_not_of(" \\", at + phrase.size());
      if (open == text.npos || (text[open] != '\'' && text[open] != '"')) continue;
      const size_t close = text.find_first_of("'\"\\", open + 1);
      if (close == text.npos || close == open + 1 || text[open + 1] == '$') continue;
      ctx.report(script.text.span(at, at + phrase.size()),
                 "the build sets a password, the same for all who have the image")
          .covers(script.text.span(at, close))
          .hide(script.text.span(open + 1, close));
    }
  }
}

// net user app secret /add, New-LocalUser -Password …
void check_windows(const shell::Script& script, Context& ctx) {
  const std::string text = lower(script.text.text());
  const auto report = [&](size_t at, size_t size) {
    return ctx.report(script.text.span(at, at + size),
                      "the build sets a password, the same for all who have the image");
  };
  const size_t local = text.find("new-localuser");
  if (local != text.npos && text.find("-password", local) != text.npos &&
      text.find("convertto-securestring") != text.npos)
    report(local, 13);
  const size_t net = text.find("net user ");
  if (net == text.npos) return;
  const size_t name = net + 9, password = text.find(' ', name);
  if (password == text.npos || password + 1 == text.size() || text[password + 1] == '/' || text[password + 1] == '&')
    return;
  const size_t end = std::min(text.find(' ', password + 1), text.size());
  report(net, 8).hide(script.text.span(password + 1, end));
}

}  // namespace

extern constinit const Rule set_user_password = {
    .severity = Severity::error,
    .group = Group::secrets,
    .aliases = {"checkov:CKV2_DOCKER_17", "sonar:S6437"},
    .replaces = {"secret-in-run-command", "hardcoded-secret-value"},
    .programs = {"chpasswd", "passwd", "useradd", "usermod", "mysqladmin", "mariadb-admin", "openssl", "htpasswd"},
    .check = {[](const shell::Command& command, Context& ctx) {
                const std::vector<const shell::Command*> pipeline = pipeline_of(command);
                for (const shell::Command* each : pipeline) {
                  if (std::any_of(each->arguments.begin(), each->arguments.end(), is_secret_mount)) return;
                  for (const shell::Redirect& redirect : each->redirects) {
                    if (is_secret_mount(redirect.target)) return;
                  }
                }
                const shell::Word* password = password_argument(command);
                const bool piped = pipeline.size() > 1 || !command.redirects.empty();
                const bool changes =
                    command.base == "chpasswd" ||
                    (command.base == "passwd" &&
                     (command.has_flag({"--stdin"}) || (piped && !command.has_flag({"-d", "-l", "-e", "-u", "-S"}))));
                if (!password && !changes) return;
                auto report = ctx.report(command.name.span, "'{}' sets a password, the same for all who have the image",
                                         command.base);
                report.covers(join(pipeline.back()->span, command.span));
                if (password) report.hide(password->span);
                hide_input(pipeline, report);
              },
              [](const shell::Script& script, Context& ctx) {
                if (!script.instruction || script.instruction->keyword != Keyword::run) return;
                const bool windows = script.dialect == shell::Dialect::powershell ||
                                     script.dialect == shell::Dialect::cmd ||
                                     (script.instruction->model->may_mention("net user ") &&
                                      script.text.text().find("net user ") != std::string_view::npos &&
                                      script.text.text().find(" /add") != std::string_view::npos);
                windows ? check_windows(script, ctx) : check_sql(script, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
