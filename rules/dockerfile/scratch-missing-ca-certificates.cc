#include "context.h"
#include "dockerfile/build_tools.h"

namespace plimsoll::dockerfile {
namespace {

// A COPY of certificates, of whole folders, or of what nobody knows.
bool may_bring_certificates(const Instruction& instruction) {
  if (instruction.keyword != Keyword::copy && instruction.keyword != Keyword::add) return false;
  const std::string_view text = instruction.line.text();
  for (std::string_view word : {"cert", "/ssl", "/etc", "rootfs", " / ", "$", "*", ".tar"}) {
    if (text.find(word) != text.npos) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule scratch_missing_ca_certificates = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::all,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || !stage.from || !stage.from->image || !stage.root->scratch) return;
          if (!stage.last(Keyword::cmd) && !stage.last(Keyword::entrypoint)) return;
          for (const Stage* each : chain_of(stage)) {
            const auto& all = each->instructions;
            if (std::any_of(all.begin(), all.end(), [](const Instruction* i) { return may_bring_certificates(*i); }))
              return;
          }
          ctx.report(stage.from->image->span, "the image has no CA certificates, so its TLS connections will fail");
        },
};

}  // namespace plimsoll::dockerfile
