#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/stage_cycles.h"

namespace plimsoll::dockerfile {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

void suggest_name(Report& report, const StageUse& use) {
  const From& from = *use.reference.stage->from;
  if (use.reference.stage->name.empty()) {
    const std::string name = fmt::format("stage-{}", use.reference.stage->index);
    if (use.by->model->stage_named(name) || !from.image || !from.extra.empty() || from.as) return;
    const std::string_view as = spelled_like(from, Keyword::from) == "from" ? " as " : " AS ";
    report.fix("give the stage a name",
               {insert_after(from.image->span, std::string(as) + name), replace(use.word.span, name)});
  } else if (use.by->model->stage_named(use.reference.stage->name) == use.reference.stage) {
    report.fix("use the stage's name", replace(use.word.span, use.reference.stage->name));
  }
}

void check(const Instruction& instruction, Context& ctx) {
  for (const StageUse& use : stage_uses(instruction)) {
    if (use.reference.by_index && !use.reference.text.starts_with('-')) {
      auto report = ctx.report(use.word.span, "stage {} is another one when a FROM is added above; give it a name",
                               use.reference.text);
      if (use.reference.kind == StageReference::Kind::earlier) suggest_name(report, use);
    } else if (use.reference.kind == StageReference::Kind::image && is_number(use.reference.text)) {
      ctx.report(use.word.span, "mounts find stages by name only, so '{}' is an image of that name", use.reference.text)
          .severity(Severity::warning);
    }
  }
}

}  // namespace

extern constinit const Rule copy_from_stage_index = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .aliases = {"kics:Using Unnamed Build Stages", "kics:68a51e22-ae5a-4d48-8e87-b01a323605c9"},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Run& run, Context& ctx) { check(run, ctx); }},
};

}  // namespace plimsoll::dockerfile
