#include "context.h"
#include "dockerfile/git_clone.h"
#include "dockerfile/model.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

bool is_remote_repository(std::string_view url) {
  return (url.starts_with("git@") || url.starts_with("git://") || url.ends_with(".git") ||
          (url.find(".git?") != url.npos && url.find("://") != url.npos)) &&
         url.find('#') == url.npos && url.find("ref=") == url.npos && url.find("branch=") == url.npos &&
         url.find("tag=") == url.npos && url.find("commit=") == url.npos;
}

}  // namespace

extern constinit const Rule git_clone_without_ref = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .replaces = {"remote-content-cached"},
    .programs = {"git"},
    .check = {[](const shell::Command& git, Context& ctx) {
                const GitClone clone = git_clone(git);
                if (!clone.floating || !run_of(git)) return;
                if (clone.branch) {
                  ctx.report(clone.branch->span,
                             "branch '{}' moves, so each build may get other code; name a tag or commit",
                             clone.branch_name);
                } else {
                  ctx.report(clone.url->span, "the clone has no tag or commit, so each build may get other code");
                }
              },
              [](const Add& add, Context& ctx) {
                for (const Word& source : add.sources) {
                  const Text url = add.model->expand(source.text, add);
                  if (url.known && is_remote_repository(url.value))
                    ctx.report(source.span,
                               "the repository has no '#' with a tag or commit, so each build may get other code");
                }
              }},
};

}  // namespace plimsoll::dockerfile
