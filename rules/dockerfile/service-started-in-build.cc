#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

bool has_operand(const shell::Command& command, std::initializer_list<std::string_view> words) {
  return std::any_of(command.arguments.begin(), command.arguments.end(), [&](const shell::Word& word) {
    return std::find(words.begin(), words.end(), word.text) != words.end();
  });
}

// The command starts something that stays.
bool starts_service(const shell::Command& command) {
  const std::string_view base = command.base;
  if (base == "service" || base == "rc-service" || command.name.text.starts_with("/etc/init.d/"))
    return has_operand(command, {"start", "restart"});
  if (base == "systemctl") {
    return has_operand(command, {"start", "restart"}) ||
           (has_operand(command, {"enable"}) && has_operand(command, {"--now"}));
  }
  if (base == "apachectl" || base == "apache2ctl") return has_operand(command, {"start", "restart", "graceful"});
  if (base == "supervisord") return !has_operand(command, {"-v", "--version", "-h", "--help"});
  if (base != "nginx" || command.has_flag({"-t", "-T", "-v", "-V", "-h"})) return false;
  return !has_operand(command, {"-s"});
}

// Nobody uses what was started before.
bool waits_only(const shell::Command& command) {
  return command.base == "sleep" || command.base == "true" || command.base == "echo" || command.base == "rm";
}

// "&" is the last operator of the text.
bool ends_in_background(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' || text.back() == '\t'))
    text.remove_suffix(1);
  return text.size() > 1 && text.back() == '&' && text[text.size() - 2] != '&' && text[text.size() - 2] != '>';
}

}  // namespace

extern constinit const Rule service_started_in_build = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .replaces = {"nonsensical-command"},
    .check =
        [](const shell::Script& script, Context& ctx) {
          if (!script.instruction || script.instruction->keyword != Keyword::run || script.commands.empty()) return;
          const shell::Command* last = nullptr;
          for (auto it = script.commands.rbegin(); it != script.commands.rend(); ++it) {
            if (it->base.empty() || it->in_substitution || waits_only(*it)) continue;
            last = &*it;
            break;
          }
          if (!last) return;
          if (starts_service(*last)) {
            ctx.report(last->name.span, "what '{}' starts ends with this RUN; start it by CMD or ENTRYPOINT",
                       last->base);
          } else if (last == &script.commands.back() && !script.exec_form && ends_in_background(script.text.text())) {
            ctx.report(last->name.span, "'{}' runs in the background and ends with this RUN", last->base);
          }
        },
};

}  // namespace plimsoll::dockerfile
