#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/packages.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

Fact table() {
  static const Fact facts = facts::table("system-packages");
  return facts;
}

// The base is Debian or Ubuntu, and none that may have set the variable.
bool is_plain_base(const Run& run, const shell::Package& package) {
  const Stage* root = run.stage ? run.stage->root : nullptr;
  if (!root || !root->from) return true;
  const auto system = root->image_known && !root->image.official_name().empty() ? system_of(root->image) : std::nullopt;
  return system && system->package_manager == "apt-get" && !table()["answered"][system->distribution].has(package.name);
}

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
    .profile = Profile::strict,
    .programs = {"apt-get", "apt", "aptitude"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run) return;
          for (const shell::Package& package : install.packages) {
            if (!table()["questions"].has(package.name) || !is_plain_base(*run, package)) continue;
            if (is_answered(package, *run, ctx.source())) continue;
            auto report =
                ctx.report(package.span, "'{}' asks questions when it is installed; set DEBIAN_FRONTEND=noninteractive",
                           package.name);
            const From* from = run->stage ? run->stage->from : nullptr;
            if (!from || run->trigger_of) continue;
            report.suggest("set it for the build",
                           insert_after(from->span, fmt::format("\n{} DEBIAN_FRONTEND=noninteractive",
                                                                spelled_like(*from, Keyword::arg))));
          }
        },
};

}  // namespace plimsoll::dockerfile
