#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

bool is_answered(const shell::Package& package, const Run& run, const Source& source) {
  const std::string_view text = source.text(run.whole);
  const auto says = [&](std::string_view word) { return text.find(word) != text.npos; };
  if (run.model->variable("DEBIAN_FRONTEND", run).declared() || says("DEBIAN_FRONTEND")) return true;
  if (run.model->mention("debconf-set-selections", run)) return true;
  return package.name == "tzdata" &&
         (run.model->mention("/etc/timezone", run) || run.model->mention("/etc/localtime", run));
}

}  // namespace

extern constinit const Rule apt_debconf_prompt = {
    .severity = Severity::info,
    .group = Group::correctness,
    .programs = {"apt-get", "apt", "aptitude"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run) return;
          static const Fact questions = facts::table("system-packages")["questions"];
          for (const shell::Package& package : install.packages) {
            if (!questions.has(package.name) || is_answered(package, *run, ctx.source())) continue;
            auto report =
                ctx.report(package.span, "'{}' asks questions when it is installed; set DEBIAN_FRONTEND=noninteractive",
                           package.name);
            const From* from = run->stage ? run->stage->from : nullptr;
            if (!from || run->trigger_of) continue;
            report.suggest("set it for the build", insert_after(from->span, "\nARG DEBIAN_FRONTEND=noninteractive"));
          }
        },
};

}  // namespace plimsoll::dockerfile
