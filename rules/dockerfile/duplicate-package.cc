#include <map>

#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Action;

struct Named {
  std::string version;
  Span span;
  const shell::Command* command;
};
using Known = std::map<std::string, Named, std::less<>>;

bool counts(const shell::Package& package) {
  return package.word->literal && !package.file && !package.url && !package.name.empty() &&
         std::string_view("-!+@.").find(package.name.front()) == std::string_view::npos;
}

// Another repository, another root or another purpose is a reason to name a package again.
bool is_special(const shell::Install& install) {
  return install.command->conditional || !subcommand_of(install).starts_with(install.manager == "apk" ? "add" : "in") ||
         install.command->has_flag({"-t", "--target-release", "-X", "--repository", "--enablerepo", "--repo",
                                    "--installroot", "--root", "-p", "--reinstall", "--only-upgrade", "--virtual", "-u",
                                    "--upgrade", "-d", "--download-only"});
}

// The word with the blanks and continuations in front of it.
std::optional<Edit> without(const shell::Package& package, const shell::Command& command, const Source& source) {
  if (command.script->exec_form) return std::nullopt;
  for (size_t i = 1; i < command.arguments.size(); ++i) {
    if (&command.arguments[i] != package.word) continue;
    const Span gone{command.arguments[i - 1].span.end, package.span.end};
    if (source.text(gone).find('#') != std::string_view::npos) return std::nullopt;
    return remove(gone);
  }
  return std::nullopt;
}

void look_at(const shell::Install& install, Known& known, Context& ctx) {
  Known here;
  const bool special = is_special(install);
  for (const shell::Package& package : install.packages) {
    if (!counts(package)) continue;
    const Named named{package.version, package.span, install.command};
    const auto [before, first] = here.emplace(package.name, named);
    const auto installed = known.find(package.name);
    const Named* other = !first ? &before->second : !special && installed != known.end() ? &installed->second : nullptr;
    if (!other || (!other->version.empty() && !package.version.empty() && other->version != package.version)) continue;
    auto report =
        ctx.report(package.span, "package '{}' is {}", package.name, first ? "installed before" : "listed twice");
    report.note(other->span, "here");
    if (first) continue;
    if (auto edit = without(package, *install.command, ctx.source())) report.fix("drop it", *edit);
  }
  if (!special) known.merge(here);
}

}  // namespace

extern constinit const Rule duplicate_package = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .check =
        [](const Stage& stage, Context& ctx) {
          std::map<std::string_view, Known> known;  // by family
          for (const Instruction* each : stage.instructions) {
            if (each->keyword == Keyword::onbuild) each = static_cast<const Onbuild*>(each)->trigger.get();
            if (!each || each->keyword != Keyword::run) continue;
            for (const shell::Script* script : each->scripts) {
              for (const shell::Command& command : script->commands) {
                const auto call = system_call(command);
                const std::string_view family = call ? call->facts["family"].string() : "";
                if (family.empty()) continue;
                if (call->action == Action::remove) known[family].clear();
                if (const auto& install = command.install) look_at(*install, known[family], ctx);
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
