#include <algorithm>
#include <map>

#include "context.h"
#include "dockerfile/build_tools.h"

namespace plimsoll::dockerfile {
namespace {

struct Account {
  std::string name;
  Span span;
};

void check(const shell::Command& command, std::map<std::string, Account> (&accounts)[2], Context& ctx) {
  const std::string_view base = command.base;
  const bool user = base == "useradd" || base == "adduser";
  if ((!user && base != "groupadd" && base != "addgroup") || command.arguments.empty()) return;
  std::string id;
  const shell::Word* word = user ? command.flag_value({"-u", "--uid"}, &id) : command.flag_value({"-g", "--gid"}, &id);
  if (!word || !word->literal || id.find_first_not_of("0123456789") != id.npos) return;
  if (command.has_flag({"-o", "--non-unique"})) {
    ctx.report(word->span, "with '-o' the id {} may belong to another already", id);
    return;
  }
  // One of two ways to make the same account.
  if (command.conditional || command.joint == shell::Joint::or_else) return;
  const auto operands = command.operands();
  const std::string name = operands.empty() ? std::string() : operands.back()->text;
  const auto [seen, fresh] = accounts[user].try_emplace(id, Account{name, word->span});
  if (fresh || seen->second.name == name) return;
  ctx.report(word->span, "the {} id {} belongs to '{}' already", user ? "user" : "group", id, seen->second.name)
      .note(seen->second.span, "the first");
}

}  // namespace

extern constinit const Rule duplicate_uid = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"dockle:DKL-LI-0002"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final) return;
          std::map<std::string, Account> accounts[2];
          const std::vector<const Stage*> chain = chain_of(stage);
          for (auto each = chain.rbegin(); each != chain.rend(); ++each) {
            for_each_command(**each, [&](const shell::Command& command) { check(command, accounts, ctx); });
          }
        },
};

}  // namespace plimsoll::dockerfile
