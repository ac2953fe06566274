#include <map>
#include <set>

#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/variables.h"
#include "suggest.h"

namespace plimsoll::dockerfile {
namespace {

std::vector<std::string_view> usable_names(const Model& model) {
  std::vector<std::string_view> names;
  for (const std::string& name : model.variable_names()) {
    if (model.global_argument(name)) names.push_back(name);
  }
  for (std::string_view name : {"BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT", "TARGETPLATFORM", "TARGETOS",
                                "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE"}) {
    names.push_back(name);
  }
  return names;
}

// The first ARG of each name inside a stage.
std::map<std::string_view, Span> declared_in_stages(const File& file) {
  std::map<std::string_view, Span> names;
  for (const auto& instruction : file.instructions) {
    if (instruction->keyword != Keyword::arg || !instruction->stage) continue;
    for (const KeyValue& pair : static_cast<const Arg&>(*instruction).pairs) {
      names.emplace(pair.key.text, pair.key.span);
    }
  }
  return names;
}

}  // namespace

extern constinit const Rule undefined_arg_in_from = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit:UndefinedArgInFrom", "dockerfile-ls:BASE_NAME_EMPTY"},
    .replaces = {"invalid-default-arg-in-from", "invalid-platform"},
    .check =
        [](const File& file, Context& ctx) {
          const Model& model = *file.model;
          std::vector<std::string_view> names;
          std::map<std::string_view, Span> in_stages;
          for (const auto& stage : model.stages()) {
            if (!stage->from) continue;
            std::set<std::string_view> seen;
            for (const VariableUse& use : builder_uses(*stage->from)) {
              if (model.variable(use.name, *stage->from).declared() || !seen.insert(use.name).second) continue;
              if (names.empty()) {
                names = usable_names(model);
                in_stages = declared_in_stages(file);
              }
              std::string_view other;
              if (names.size() < 100) other = closest(use.name, names).value_or(other);
              const bool declared_late = in_stages.contains(use.name);
              auto report =
                  ctx.report(use.span, "no ARG before the first FROM declares '{}'{}", use.name,
                             !other.empty() && !declared_late ? fmt::format("; did you mean '{}'?", other) : "");
              if (use.has_default) report.severity(Severity::warning);
              const bool in_image = stage->from->image && stage->from->image->span.contains(use.span);
              report.covers(in_image ? stage->from->image->span : stage->from->flag("platform")->word.span);
              if (declared_late) {
                report.note(in_stages[use.name], "this ARG is inside of a stage, which FROM does not see");
              } else if (!other.empty()) {
                report.suggest(fmt::format("use {}", other), replace(use.name_span, std::string(other)));
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
