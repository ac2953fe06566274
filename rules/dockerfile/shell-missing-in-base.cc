#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/exec_form.h"
#include "facts/facts.h"
#include "glob.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

bool has_no_shell(const ImageRef& image) {
  const Fact facts = facts::table("docker-hub")["shell-less"];
  const std::string name = name_in_tables(image), tagged = name + ":" + std::string(image.tag.value_or("latest"));
  const auto is_in = [&](Fact globs) {
    for (Fact glob : globs.items()) {
      if (fits_glob(glob.string(), glob.string().find(':') == std::string_view::npos ? name : tagged)) return true;
    }
    return false;
  };
  return is_in(facts["images"]) && !is_in(facts["except"]);
}

std::string_view base_name(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path.substr(path.rfind('/') + 1);
}

// A file that is a shell, or a folder that may have one in it.
bool may_bring_shell(std::string_view source, std::string_view destination) {
  for (std::string_view path : {base_name(source), base_name(destination)}) {
    for (std::string_view shell : {"sh", "bash", "ash", "dash", "busybox", "toybox", "cmd.exe", "bin"}) {
      if (path == shell) return true;
    }
  }
  const bool to_root = destination == "/" || destination == "." || destination == "./";
  if (!to_root) return destination.find('$') != destination.npos;
  if (source.ends_with('/') || source.find_first_of("*$") != source.npos) return true;
  const std::string_view name = base_name(source);
  for (std::string_view word : {"root", "fs", "out", "dist", "sys", "image", "base", "."}) {
    if (name.find(word) != name.npos) return true;
  }
  return name.empty();
}

struct Content {
  bool shell = false;
  bool files = false;
};

void add(const Transfer& transfer, Content& content) {
  content.files = true;
  if (!transfer.destination) return;
  for (const Word& source : transfer.sources) {
    const bool archive = transfer.keyword == Keyword::add && source.text.find("://") == source.text.npos;
    if (archive || may_bring_shell(source.text, transfer.destination->text)) content.shell = true;
  }
}

// The words as a JSON array, if no shell is needed to make sense of them.
std::optional<std::string> as_array(const Instruction& instruction) {
  if (instruction.scripts.size() != 1 || instruction.scripts[0]->commands.size() != 1) return std::nullopt;
  const shell::Command& command = instruction.scripts[0]->commands[0];
  if (!command.assignments.empty() || !command.redirects.empty() || !command.wrappers.empty()) return std::nullopt;
  if (instruction.scripts[0]->text.text().find_first_of("&|;<>\n\"'\\`$*?[{~#") != std::string_view::npos)
    return std::nullopt;
  std::string array = "[\"" + command.name.text + "\"";
  for (const shell::Word& word : command.arguments) array += ", \"" + word.text + "\"";
  return array + "]";
}

void check(const Instruction& instruction, const Stage& root, Content& content, Context& ctx) {
  const bool transfer = instruction.keyword == Keyword::copy || instruction.keyword == Keyword::add;
  if (transfer) return add(static_cast<const Transfer&>(instruction), content);
  const CommandLine* command = command_line_of(instruction);
  if (!command || content.shell || instruction.arguments.empty()) return;
  const bool run = instruction.keyword == Keyword::run;
  // A mount may bring a shell along, for this one command.
  if (run && !static_cast<const Run&>(instruction).mounts.empty()) return;
  if (command->exec_form) {
    if (!run || content.files || !root.scratch) return;
    ctx.report(instruction.name.span, "there is no file yet on 'scratch', so nothing can run");
    return;
  }
  if (instruction.model->shell_at(instruction).set_by) return;
  auto report = ctx.report(instruction.name.span, "'{}' has no shell, which this form of {} needs",
                           root.image_text.value, name_of(instruction.keyword));
  const bool start = instruction.keyword == Keyword::cmd || instruction.keyword == Keyword::entrypoint;
  const auto array = start ? as_array(instruction) : std::nullopt;
  if (array) report.suggest("write it as a JSON array", replace(instruction.arguments_span(), *array));
}

}  // namespace

extern constinit const Rule shell_missing_in_base = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const File& file, Context& ctx) {
          std::vector<Content> at_end;
          for (const auto& stage : file.model->stages()) {
            const Stage& root = *stage->root;
            Content content = stage->parent ? at_end[stage->parent->index] : Content{};
            const bool known = root.from && root.image_known && !root.windows;
            if (!stage->parent) content.shell = !known || !(root.scratch || has_no_shell(root.image));
            for (const Instruction* instruction : stage->instructions) {
              if (!content.shell) check(*instruction, root, content, ctx);
            }
            at_end.push_back(content);
          }
        },
};

}  // namespace plimsoll::dockerfile
