#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/ports.h"

namespace plimsoll::dockerfile {
namespace {

bool is_user_without_rights(const Setting& user) {
  if (!user.set_by || !user.text.known) return false;
  const std::string name = user.text.value.substr(0, user.text.value.find(':'));
  return !name.empty() && name != "root" && name.find_first_not_of('0') != std::string::npos;
}

// Some step of the image gives a program the right to listen there.
bool grants_right(const Stage& stage) {
  for (const Stage* each : chain_of(stage)) {
    for (const Instruction* instruction : each->instructions) {
      if (instruction->line.text().find("net_bind_service") != std::string_view::npos) return true;
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule privileged_port_with_nonroot = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || stage.windows || !is_user_without_rights(stage.user) || grants_right(stage)) return;
          for (const ExposedPort& port : privileged_ports(stage)) {
            ctx.report(port.word.span, "user '{}' may not listen on port '{}' everywhere; use one from 1024 on",
                       stage.user.text.value, port.text)
                .note(stage.user.set_by->span, "the user is set here");
          }
        },
};

}  // namespace plimsoll::dockerfile
