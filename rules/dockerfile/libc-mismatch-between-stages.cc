#include <map>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/static_builds.h"
#include "facts/facts.h"
#include "glob.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

// The C library that programs find: "" where there is none, nullopt where that is not known.
std::optional<std::string_view> libc_of(const Stage& stage) {
  const Stage& root = *stage.root;
  if (root.scratch) return "";
  if (!root.from || !root.image_known || root.windows) return std::nullopt;
  if (fits_any(facts::table("docker-hub")["static-only"], name_in_tables(root.image))) return "";
  const auto system = system_of(root.image);
  return system && system->distribution != "busybox" ? std::optional(system->libc) : std::nullopt;
}

bool is_output(std::string_view source, const StaticBuild& build) {
  if (build.language == "Rust") {
    return source.find("/release/") != source.npos || source.find("/debug/") != source.npos ||
           source.find("cargo/bin/") != source.npos;
  }
  const std::string_view name = source.substr(source.rfind('/') + 1);
  const std::string_view output = build.output.substr(build.output.rfind('/') + 1);
  return !output.empty() && name == output;
}

// Some library of the stage stands in for glibc, or brings one along.
bool has_substitute(const Stage& stage) {
  for (const Stage* each : chain_of(stage)) {
    for (const Instruction* instruction : each->instructions) {
      for (std::string_view word : {"libc6-compat", "gcompat", "glibc", "ld-linux", "ld-musl", "lib64"}) {
        if (instruction->line.text().find(word) != std::string_view::npos) return true;
      }
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule libc_mismatch_between_stages = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          const auto has = stage.shipped ? libc_of(stage) : std::nullopt;
          if (!has) return;
          std::map<const Stage*, std::optional<StaticBuild>> builds;
          std::optional<bool> substitute;
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword != Keyword::copy) continue;
            const Copy& copy = static_cast<const Copy&>(*instruction);
            const Flag* from = copy.flag("from");
            if (!from || !from->value) continue;
            const StageReference source = copy.model->stage_reference(from->value->text, copy);
            if (source.kind != StageReference::Kind::earlier) continue;
            const auto wants = libc_of(*source.stage);
            if (!wants || wants->empty() || *has == *wants) continue;
            const auto known = builds.find(source.stage);
            const auto& build = known != builds.end()
                                    ? known->second
                                    : builds.emplace(source.stage, build_in(*source.stage)).first->second;
            if (!build || build->links != Links::dynamically) continue;
            for (const Word& word : copy.sources) {
              if (!is_output(word.text, *build)) continue;
              auto report =
                  ctx.report(word.span, "this {} program {} linked with {}, and the image has {}", build->language,
                             build->language == "Go" ? "may be" : "is", *wants, has->empty() ? "no C library" : *has);
              if (!substitute) substitute = has_substitute(stage);
              if (*substitute) report.severity(Severity::info);
              report.note(build->command->span, "it is built here");
              report.note(stage.root->from->image->span, "it is to run on this");
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
