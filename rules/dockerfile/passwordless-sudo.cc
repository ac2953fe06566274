#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/written_text.h"

namespace plimsoll::dockerfile {
namespace {

void check(const WrittenText& written, Context& ctx) {
  const std::string_view text = written.text.text();
  for (std::string_view word : {"NOPASSWD", "nopass"}) {
    const size_t at = text.find(word);
    if (at == text.npos) continue;
    if (word == "nopass" && written.file.find("doas") == std::string::npos && text.find("permit") == text.npos)
      continue;
    const size_t line = text.substr(0, at).rfind('\n') + 1;
    if (text.substr(line, at - line).find('#') != text.npos) continue;
    ctx.report(written.text.span(at, at + word.size()), "'{}' makes a user root without a password", word);
  }
}

// A group whose members are root, or nearly.
void check_group(const shell::Word& word, std::string_view groups, Context& ctx) {
  for (size_t begin = 0; begin <= groups.size();) {
    const size_t end = std::min(groups.find(',', begin), groups.size());
    const std::string_view group = groups.substr(begin, end - begin);
    begin = end + 1;
    const bool root = group == "root" || group == "0";
    if (!root && group != "sudo" && group != "wheel" && group != "docker" && group != "shadow") continue;
    ctx.report(word.span, "members of the group '{}' {}", group,
               root ? "may change what is root's" : "are a step away from root")
        .severity(root ? Severity::info : Severity::warning);
    return;
  }
}

void check_account(const shell::Command& command, Context& ctx) {
  const std::string_view base = command.base;
  const std::vector<const shell::Word*> operands = command.operands();
  std::string value;
  if (base == "useradd" || base == "usermod") {
    const shell::Word* groups = command.flag_value({"-G", "--groups"}, &value);
    if (groups) check_group(*groups, value, ctx);
  }
  if (base != "usermod" && base != "gpasswd") {
    const shell::Word* id = command.flag_value({"-u", "--uid"}, &value);
    if (id && value == "0") ctx.report(id->span, "a second user with the id 0 is root");
  }
  if (base == "gpasswd" && command.has_flag({"-a", "--add", "-M"}) && !operands.empty())
    check_group(*operands.back(), operands.back()->text, ctx);
  // adduser USER GROUP
  const bool flags = std::any_of(command.arguments.begin(), command.arguments.end(),
                                 [](const shell::Word& word) { return word.text.starts_with('-'); });
  if ((base == "adduser" || base == "addgroup") && operands.size() == 2 && !flags)
    check_group(*operands[1], operands[1]->text, ctx);
}

}  // namespace

extern constinit const Rule passwordless_sudo = {
    .severity = Severity::error,
    .group = Group::security,
    .programs = {"echo", "printf", "tee", "cat", "sed", "perl", "useradd", "usermod", "adduser", "addgroup", "gpasswd"},
    .check = {[](const shell::Command& command, Context& ctx) {
                const Instruction* instruction = command.script->instruction;
                if (!instruction || !shipped(*instruction)) return;
                check_account(command, ctx);
                for (const WrittenText& written : texts_written_by(command)) check(written, ctx);
              },
              [](const Copy& copy, Context& ctx) {
                if (!shipped(copy)) return;
                for (const WrittenText& written : texts_written_by(copy)) check(written, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
