#include <algorithm>

#include "context.h"
#include "dockerfile/ast.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> trusted{"trusted",
                                      "owners whose archives are fine",
                                      {"deadsnakes", "git-core", "ubuntu-toolchain-r", "ondrej", "graphics-drivers"}};

void check(const shell::Word& word, std::string_view owner, Context& ctx) {
  const Names fine = ctx[trusted];
  if (owner.empty() || owner.find('$') != owner.npos || std::find(fine.begin(), fine.end(), owner) != fine.end())
    return;
  ctx.report(word.span, "'{}' is one person's archive, whose packages may replace any of the system", word.text);
}

}  // namespace

extern constinit const Rule untrusted_ppa = {
    .severity = Severity::info,
    .group = Group::supply_chain,
    .options = {&trusted},
    .programs = {"add-apt-repository", "apt-add-repository", "dnf", "yum", "zypper"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const std::vector<const shell::Word*> operands = command.operands();
          for (size_t i = 0; i < operands.size(); ++i) {
            const std::string_view text = operands[i]->text;
            if (command.base.ends_with("repository") && text.starts_with("ppa:")) {
              check(*operands[i], text.substr(4, text.find('/') - 4), ctx);
            } else if (i == 2 && operands[0]->text == "copr" && operands[1]->text == "enable") {
              check(*operands[i], text.substr(0, text.find('/')), ctx);
            } else if (const size_t home = text.find("home:");
                       command.base == "zypper" && home != text.npos &&
                       (operands[0]->text == "ar" || operands[0]->text == "addrepo")) {
              std::string_view owner = text.substr(home + 5);
              if (owner.starts_with('/')) owner.remove_prefix(1);
              check(*operands[i], owner.substr(0, owner.find_first_of(":/")), ctx);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
