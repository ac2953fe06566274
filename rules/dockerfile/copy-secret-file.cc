#include <algorithm>

#include "context.h"
#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> extra{"extra", "globs of further files that hold secrets", {}};
constinit const Option<Names> allow{"allow", "globs of files that are fine", {}};

bool any_matches(Names globs, std::string_view path) {
  return std::any_of(globs.begin(), globs.end(), [&](std::string_view glob) { return fits_file(glob, path); });
}
// The homes of users, where programs keep what they log in with.
bool in_home(std::string_view path) { return path.starts_with("/root/") || path.starts_with("/home/"); }

void check(const Transfer& transfer, Context& ctx) {
  const bool from_elsewhere = transfer.flag("from") != nullptr;
  for (const Word& source : transfer.sources) {
    if (source.text.starts_with("<<")) continue;
    const std::string path = transfer.model->expand(source.text, transfer).value;
    if (path.find("://") != path.npos || any_matches(ctx[allow], path)) continue;
    auto file = credential_file(path);
    if (!file && any_matches(ctx[extra], path)) file = CredentialFile{"secrets", true};
    if (!file || (from_elsewhere && (!in_home(path) || !file->certain))) continue;
    const Severity severity = !file->certain ? Severity::info : shipped(transfer) ? Severity::error : Severity::warning;
    ctx.report(source.span, "'{}' normally holds {}, {}", path, file->what,
               shipped(transfer) ? "and everyone with the image can read it" : "and the build cache keeps it")
        .severity(severity);
  }
}

}  // namespace

extern constinit const Rule copy_secret_file = {
    .severity = Severity::error,
    .group = Group::secrets,
    .aliases = {"dockle:CIS-DI-0010", "cis-docker:4.10"},
    .options = {&extra, &allow},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); }, [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
