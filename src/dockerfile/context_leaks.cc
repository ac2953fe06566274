#include "dockerfile/context_leaks.h"

#include <algorithm>

#include "dockerfile/transfers.h"
#include "facts/facts.h"
#include "glob.h"

namespace plimsoll::dockerfile {
namespace {

Fact table() {
  static const Fact leaks = facts::table("context-leaks");
  return leaks;
}

// A pattern may keep out a folder, or all that is in it.
bool keeps_out(const Dockerignore* ignore, const std::string& name) {
  return ignore && (ignore->ignored(name) || ignore->ignored(name + "/a"));
}

bool add(std::string_view wanted, const BuildContext& context, ContextLeaks& leaks) {
  bool any = false;
  auto note = [&](const std::string& name) {
    const bool known = std::find(leaks.names.begin(), leaks.names.end(), name) != leaks.names.end();
    if (known || keeps_out(context.ignore(), name) || fits_any(table()["harmless"], name)) return;
    leaks.names.push_back(name);
    any = true;
  };
  if (!has_wildcard(wanted)) {
    const BuildContext::Entry entry = context.beside(wanted);
    if (entry == BuildContext::Entry::file || entry == BuildContext::Entry::folder) note(std::string(wanted));
  } else if (auto matches = context.matches(wanted)) {
    std::sort(matches->begin(), matches->end());
    for (const std::string& name : *matches) note(name);
  }
  return any;
}

}  // namespace

ContextLeaks leaks_of(const BuildContext& context, Names extra) {
  ContextLeaks leaks;
  if (!context.here() && (context.named_and_there() > 0 || context.named_and_absent() > 0)) return leaks;
  for (Fact name : table()["secret"].items()) leaks.secret |= add(name.string(), context, leaks);
  for (std::string_view name : extra) leaks.secret |= add(name, context, leaks);
  for (Fact name : table()["history"].items()) leaks.any_history |= add(name.string(), context, leaks);
  for (Fact name : table()["bulky"].items()) add(name.string(), context, leaks);
  if (leaks.names.size() > 4) leaks.names.resize(4);
  return leaks;
}

std::vector<std::string> names_let_through(const Dockerignore& ignore) {
  std::vector<std::string> names;
  for (Fact name : table()["asked"].items()) {
    if (!keeps_out(&ignore, std::string(name.string()))) names.emplace_back(name.string());
  }
  return names;
}

}  // namespace plimsoll::dockerfile
