#include "kubernetes/arguments.h"

#include "image.h"
#include "memo.h"
#include "shell/parse.h"

namespace plimsoll::kubernetes {
namespace {

void add(const Value& list, std::vector<Value>& words) {
  for (const Value& word : list.items()) {
    if (word.is_scalar()) words.push_back(word);
  }
}

void finish(std::vector<Value> words, const Source& source, std::vector<MappedText> texts,
            std::vector<CommandLine>& lines) {
  if (words.empty()) return;
  for (const Value& word : words) texts.push_back(word.mapped(source));
  lines.push_back({std::move(words), shell::parse_exec(texts)});
}

// The last part of the repository: mostly the name of the program in it.
MappedText program_of(const Value& image, const Source& source) {
  const MappedText text = image.mapped(source);
  const std::string_view repository = split_image(text.text()).repository;
  const std::string_view last = repository.substr(repository.rfind('/') + 1);
  return last.empty() ? text : text.slice(static_cast<size_t>(last.data() - text.text().data()), last.size());
}

std::vector<CommandLine> read_command_lines(const Container& container, const Source& source) {
  std::vector<CommandLine> lines;
  std::vector<Value> words;
  add(container["command"], words);
  const bool named = !words.empty();
  add(container["args"], words);
  std::vector<MappedText> program;
  if (!named && !words.empty() && words[0].string().starts_with('-') && container["image"].is_scalar()) {
    program.push_back(program_of(container["image"], source));
  }
  finish(std::move(words), source, std::move(program), lines);
  for (const Value& handler : {container["lifecycle"]["postStart"], container["lifecycle"]["preStop"],
                               container["startupProbe"], container["livenessProbe"], container["readinessProbe"]}) {
    std::vector<Value> own;
    add(handler["exec"]["command"], own);
    finish(std::move(own), source, {}, lines);
  }
  // Steps of Tekton and Argo hold a script of their own.
  const Value step = container["script"].is_scalar() ? container["script"] : container["source"];
  if (container.workload->steps && step.is_scalar()) {
    lines.push_back({{step}, shell::parse(step.mapped(source), shell::Dialect::sh)});
  }
  return lines;
}

}  // namespace

std::vector<CommandLine> command_lines_of(const Container& container, const Source& source) {
  thread_local Memo<std::vector<CommandLine>> memo;
  return memo.get(container.value.node(), [&] { return read_command_lines(container, source); });
}

std::optional<CommandLine> shell_argument_of(const Container& container, const Source& source) {
  const Value args = container["args"];
  if (container["command"].size() > 0 || args.size() != 1 || !args[0].is_scalar()) return std::nullopt;
  const std::string_view text = args[0].string();
  if (text.starts_with('-') || text.find(' ') == text.npos) return std::nullopt;
  return CommandLine{{}, shell::parse(args[0].mapped(source), shell::Dialect::sh)};
}

}  // namespace plimsoll::kubernetes
