#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/modes.h"
#include "glob.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> allowed{"allowed-paths", "patterns of paths that everybody may change", {}};

bool below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool is_system(std::string_view path) {
  if (path == "/" || path == "/*") return true;
  for (std::string_view folder : {"/etc", "/usr", "/bin", "/sbin", "/lib", "/lib64", "/boot"}) {
    if (below(path, folder)) return true;
  }
  return false;
}

void check(const GivenMode& given, Context& ctx) {
  if (!given.mode.others_write || given.mode.sticky) return;
  const auto spared = [&](const std::string& path) {
    return below(path, "/tmp") || below(path, "/var/tmp") || below(path, "/dev") || fits_any(ctx[allowed], path);
  };
  if (!given.paths.empty() && std::all_of(given.paths.begin(), given.paths.end(), spared)) return;
  const bool severe = given.recursive && std::any_of(given.paths.begin(), given.paths.end(), is_system);
  ctx.report(given.span, "mode '{}' lets every user of the container change {}", given.text,
             given.paths.size() == 1 && !given.paths[0].ends_with('/') ? "'" + given.paths[0] + "'" : "the files")
      .severity(severe ? Severity::error : Severity::warning);
}

}  // namespace

extern constinit const Rule world_writable_permissions = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"datadog-iac:avoid_chmod_777", "datadog-iac:3be406ec-eb81-f09e-05d4-dc6a41683b4c", "sonar:S2612"},
    .options = {&allowed},
    .programs = {"chmod", "install", "mkdir", "find", "umask"},
    .check = {[](const shell::Command& command, Context& ctx) {
                if (command.base == "umask") {
                  for (const shell::Word* word : command.operands()) {
                    if (!word->text.empty() && word->text.find_first_not_of('0') == std::string::npos)
                      ctx.report(word->span, "with umask '{}' every user of the container may change new files",
                                 word->text);
                  }
                  return;
                }
                for (const GivenMode& given : modes_given_by(command)) check(given, ctx);
              },
              [](const Copy& copy, Context& ctx) {
                if (const auto given = mode_given_by(copy)) check(*given, ctx);
              },
              [](const Add& add, Context& ctx) {
                if (const auto given = mode_given_by(add)) check(*given, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
