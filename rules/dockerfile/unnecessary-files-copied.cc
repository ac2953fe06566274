#include <string>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/transfers.h"
#include "facts/facts.h"
#include "glob.h"

namespace plimsoll::dockerfile {
namespace {

// "node_modules" and "Makefile" are for a stage that does something with them.
bool is_used(const Transfer& transfer, std::string_view name) {
  bool used = false;
  for_each_command(*transfer.stage, [&](const shell::Command& command) {
    used = used || (name == "Makefile" && command.base == "make");
  });
  return used;
}

void check(const Transfer& transfer, Context& ctx) {
  if (!shipped(transfer)) return;
  const Fact names = facts::table("development-files");
  for (const ContextSource& source : context_sources(transfer)) {
    const std::string name = base_name(source.path);
    const Fact what = fits_any(names["never"], name)             ? names["never"]
                      : fits_any(names["in-build-stages"], name) ? names["in-build-stages"]
                                                                 : Fact();
    if (!what.exists() || (transfer.stage && is_used(transfer, name))) continue;
    ctx.report(source.word->span, "'{}' is for development; programs in the image have no use for it", source.text);
  }
}

}  // namespace

extern constinit const Rule unnecessary_files_copied = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"dockle:DKL-LI-0003"},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
