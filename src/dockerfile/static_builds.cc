#include "dockerfile/static_builds.h"

#include <algorithm>

#include "dockerfile/build_tools.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

bool mentions(const Stage& stage, std::string_view word) {
  for (const Stage* each : chain_of(stage)) {
    for (const Instruction* instruction : each->instructions) {
      if (instruction->line.text().find(word) != std::string_view::npos) return true;
      for (const shell::Script* script : instruction->scripts) {
        if (script->text.text().find(word) != std::string_view::npos) return true;
      }
    }
  }
  return false;
}

// Go links statically where cgo is off: by CGO_ENABLED=0, or because there is no C compiler, as on Alpine.
Links links_of_go(const Stage& stage, const System& system) {
  if (mentions(stage, "CGO_ENABLED=0") || mentions(stage, "CGO_ENABLED 0") || mentions(stage, "CGO_ENABLED=\"0\""))
    return Links::statically;
  if (mentions(stage, "-static") || mentions(stage, "CGO_ENABLED") || mentions(stage, "netgo")) return Links::unknown;
  if (system.libc != "musl") return Links::dynamically;
  const bool compiler = mentions(stage, "gcc") || mentions(stage, "build-base") || mentions(stage, "musl-dev");
  return compiler ? Links::dynamically : Links::statically;
}

Links links_of_rust(const Stage& stage, const System& system) {
  if (mentions(stage, "musl")) return Links::statically;
  if (mentions(stage, "--target") || mentions(stage, "crt-static") || mentions(stage, "CARGO_BUILD_TARGET")) {
    return Links::unknown;
  }
  return system.libc == "musl" ? Links::statically : Links::dynamically;
}

}  // namespace

std::optional<StaticBuild> build_in(const Stage& stage) {
  std::optional<StaticBuild> found;
  bool several = false;
  for (const Stage* each : chain_of(stage)) {
    for_each_command(*each, [&](const shell::Command& command) {
      const bool go = command.is("go", {"build"}) || command.is("go", {"install"});
      const bool rust = command.is("cargo", {"build"}) || command.is("cargo", {"install"});
      if (!go && !rust) return;
      several = several || found;
      found = StaticBuild{&command, go ? "Go" : "Rust", Links::unknown, {}};
      std::string output;
      const shell::Word* word = go ? command.flag_value({"-o"}, &output) : nullptr;
      if (word && word->literal && word->text == output) found->output = word->text;
    });
  }
  if (!found || several) return std::nullopt;
  const Stage& root = *stage.root;
  const auto system = root.from && root.image_known ? system_of(root.image) : std::nullopt;
  if (!system) return found;
  found->links = found->language == "Go" ? links_of_go(stage, *system) : links_of_rust(stage, *system);
  return found;
}

}  // namespace plimsoll::dockerfile
