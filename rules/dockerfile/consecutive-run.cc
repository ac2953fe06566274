#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/syntax.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

// A RUN of one command that no shell option or heredoc sets apart.
const shell::Command* lone_command(const Instruction& instruction) {
  if (instruction.keyword != Keyword::run || !instruction.heredocs.empty()) return nullptr;
  if (instruction.scripts.size() != 1 || instruction.scripts[0]->commands.size() != 1) return nullptr;
  return &instruction.scripts[0]->commands[0];
}

bool same_flags(const Instruction& a, const Instruction& b) {
  if (a.flags.size() != b.flags.size()) return false;
  for (size_t i = 0; i < a.flags.size(); ++i) {
    if (a.flags[i].name.text != b.flags[i].name.text || value_of(a.flags[i]) != value_of(b.flags[i])) return false;
  }
  return true;
}

// From the end of one command to the begin of the next, if nothing but the keyword stands between.
std::optional<Span> joint(const Instruction& a, const Instruction& b, Context& ctx) {
  for (const Instruction* run : {&a, &b}) {
    const shell::Command& command = run->scripts[0]->commands[0];
    if (run->scripts[0]->exec_form || command.span != run->arguments_span()) return std::nullopt;
    // What changes the state of the shell would change what follows.
    if (facts::table("shell-words")["state"].has(command.base) || command.name.text.empty()) return std::nullopt;
  }
  const std::string_view between = ctx.source().text({a.span.end, b.span.begin});
  if (between.find_first_not_of(" \t\r\n") != between.npos) return std::nullopt;
  return Span{a.span.end, b.scripts[0]->commands[0].span.begin};
}

void report_row(const std::vector<const Instruction*>& row, Context& ctx) {
  if (row.size() < 2) return;
  auto report = ctx.report(row[1]->name.span, "{} RUNs in a row make a layer each; one RUN could do", row.size());
  report.note(row[0]->name.span, "the first of them");
  std::vector<Edit> edits;
  for (size_t i = 1; i < row.size(); ++i) {
    const auto between = joint(*row[i - 1], *row[i], ctx);
    if (!between) return;
    edits.push_back(replace(*between, fmt::format(" && {}\n    ", row[i]->model->file().escape)));
  }
  report.suggest("join them", std::move(edits));
}

}  // namespace

extern constinit const Rule consecutive_run = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3059", "kics:Multiple RUN, ADD, COPY, Instructions Listed",
                "kics:0008c003-79aa-42d8-95b8-1c2fe37dbfe6", "sonar:S7031"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.shipped) return;
          std::vector<const Instruction*> row;
          for (const Instruction* instruction : stage.instructions) {
            const bool lone = lone_command(*instruction) != nullptr;
            if (!lone || (!row.empty() && !same_flags(*row.front(), *instruction))) {
              report_row(row, ctx);
              row.clear();
            }
            if (lone) row.push_back(instruction);
          }
          report_row(row, ctx);
        },
};

}  // namespace plimsoll::dockerfile
