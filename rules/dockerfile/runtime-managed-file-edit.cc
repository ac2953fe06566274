#include "context.h"
#include "dockerfile/model.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Command;

bool is_runtime_file(std::string_view path) {
  const Fact table = facts::table("layer-files");
  if (table["runtime-files"].has(path)) return true;
  for (Fact folder : table["runtime-folders"].items()) {
    if (path.starts_with(folder.string())) return true;
  }
  return false;
}

// The steps behind it still see the change.
bool is_used(const Command& command) {
  const Command& last = command.script->commands.back();
  return &last != &command && last.span.begin > command.span.end;
}

void report(Span place, std::string_view path, Context& ctx) {
  const bool kernel = !path.starts_with("/etc/");
  ctx.report(place, "'{}' is {}, so this does not reach the image", path,
             kernel ? "no file of a layer" : "replaced when a container starts");
}

void look_at(const Command& command, Context& ctx) {
  for (const shell::Redirect& redirect : command.redirects) {
    const bool writes =
        redirect.op.find('>') != std::string::npos && redirect.op[0] != '2' && redirect.op.back() != '&';
    if (writes && is_runtime_file(redirect.target.text) && !is_used(command))
      report(redirect.target.span, redirect.target.text, ctx);
  }
  const std::string& base = command.base;
  const auto operands = command.operands();
  if (base == "tee" && !is_used(command)) {
    for (const shell::Word* operand : operands) {
      if (is_runtime_file(operand->text)) report(operand->span, operand->text, ctx);
    }
  } else if ((base == "cp" || base == "mv" || base == "install") && operands.size() > 1) {
    if (is_runtime_file(operands.back()->text) && (base != "cp" || !is_used(command)))
      report(operands.back()->span, operands.back()->text, ctx);
  } else if (base == "sed" && command.has_flag({"-i", "--in-place"}) && !operands.empty()) {
    if (is_runtime_file(operands.back()->text)) {
      ctx.report(operands.back()->span, "'{}' is a mount in a build, so 'sed -i' cannot replace it",
                 operands.back()->text);
    }
  } else if (base == "modprobe" || (base == "sysctl" && command.has_flag({"-w", "--write"}))) {
    ctx.report(command.name.span, "'{}' changes the kernel of the build host, not the image", base);
  }
}

}  // namespace

extern constinit const Rule runtime_managed_file_edit = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check = {[](const Command& command, Context& ctx) {
                const Instruction* run = command.script->instruction;
                if (run && run->keyword == Keyword::run) look_at(command, ctx);
              },
              [](const Copy& copy, Context& ctx) {
                if (!copy.destination) return;
                const Text path = copy.model->expand(copy.destination->text, copy);
                if (path.known && is_runtime_file(path.value)) report(copy.destination->span, path.value, ctx);
              },
              [](const Add& add, Context& ctx) {
                if (!add.destination) return;
                const Text path = add.model->expand(add.destination->text, add);
                if (path.known && is_runtime_file(path.value)) report(add.destination->span, path.value, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
