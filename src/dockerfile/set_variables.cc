#include "dockerfile/set_variables.h"

#include <algorithm>

#include "dockerfile/model.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

using Names = std::initializer_list<std::string_view>;

std::string_view wanted(std::string_view name, Names names, bool any_case) {
  for (std::string_view other : names) {
    if (name == other || (any_case && name.size() == other.size() && lower(name) == lower(other))) return other;
  }
  return {};
}

// The pair, or the instruction if there is no other, with the blanks or the line break next to it.
std::vector<Edit> without(const std::vector<KeyValue>& pairs, const KeyValue& pair, const Instruction& instruction) {
  const size_t index = static_cast<size_t>(&pair - pairs.data());
  if (index > 0) return {remove({pairs[index - 1].span.end, pair.span.end})};
  if (pairs.size() > 1) return {remove({pair.span.begin, pairs[1].span.begin})};
  Span whole = instruction.trigger_of ? instruction.trigger_of->whole : instruction.whole;
  const std::string_view text = instruction.model->file().source->text();
  while (whole.end < text.size() && text[whole.end] != '\n') ++whole.end;
  if (whole.end < text.size()) ++whole.end;
  return {remove(whole)};
}

template <class Node>
std::vector<SetVariable> of_pairs(const Node& node, Names names, bool any_case) {
  std::vector<SetVariable> result;
  for (const KeyValue& pair : node.pairs) {
    const std::string_view name = wanted(pair.key.text, names, any_case);
    if (name.empty() || !pair.value) continue;
    Text value = node.model->expand(pair.value->text, node);
    result.push_back({name, pair.key.span, std::move(value.value), value.known, without(node.pairs, pair, node)});
  }
  return result;
}

bool exports(const shell::Command& command) {
  return command.base == "export" || command.base == "env" || command.base == "setx" || command.base == "declare";
}

}  // namespace

std::vector<SetVariable> set_variables(const Env& env, Names names, bool any_case) {
  return of_pairs(env, names, any_case);
}

std::vector<SetVariable> set_variables(const Arg& arg, Names names, bool any_case) {
  return of_pairs(arg, names, any_case);
}

std::vector<SetVariable> set_variables(const shell::Command& command, Names names, bool any_case) {
  std::vector<SetVariable> result;
  for (const shell::Assignment& assignment : command.assignments) {
    const std::string_view name = wanted(assignment.name.text, names, any_case);
    if (name.empty()) continue;
    result.push_back({name, assignment.name.span, assignment.value.text, assignment.value.literal, {}});
    if (!command.name.text.empty() && command.wrappers.empty() && &assignment == &command.assignments.back()) {
      result.back().unset = {remove({assignment.name.span.begin, command.name.span.begin})};
    }
  }
  if (!exports(command)) return result;
  for (size_t i = 0; i < command.arguments.size(); ++i) {
    const shell::Word& word = command.arguments[i];
    const size_t equals = word.text.find('=');
    const std::string_view name = wanted(std::string_view(word.text).substr(0, equals), names, any_case);
    if (name.empty()) continue;
    const auto size = static_cast<uint32_t>(name.size());
    const Span span = word.span.size() > size ? Span{word.span.begin, word.span.begin + size} : word.span;
    if (equals != std::string::npos) {
      result.push_back({name, span, word.text.substr(equals + 1), word.literal, {}});
    } else if (command.base == "setx" && i + 1 < command.arguments.size()) {
      result.push_back({name, span, command.arguments[i + 1].text, command.arguments[i + 1].literal, {}});
    }
  }
  return result;
}

std::optional<std::string> environment_of(const shell::Command& command, std::string_view name) {
  const auto value_in = [&](const shell::Command& other) -> std::optional<std::string> {
    const auto found = set_variables(other, {name});
    if (found.empty()) return std::nullopt;
    return found.back().known ? found.back().value : std::string();
  };
  if (auto own = value_in(command)) return own;
  const Instruction* instruction = command.script->instruction;
  // The nearest ones before it; scripts that set a variable farther away are rare, and this keeps the work linear.
  const shell::Command* first = command.script->commands.data();
  for (const shell::Command* at = &command; at != first && &command - at < 64;) {
    --at;
    if (!at->name.text.empty() && at->base != "export") continue;
    if (auto set = value_in(*at)) return set;
  }
  if (!instruction || !instruction->model) return std::nullopt;
  const Binding binding = instruction->model->variable(name, *instruction);
  if (!binding.declared()) return std::nullopt;
  switch (binding.variable.state) {
    case Variable::State::known:
      return binding.variable.value;
    case Variable::State::unset:
      return std::nullopt;
    default:
      return std::string();
  }
}

bool is_true(std::string_view value) {
  const std::string text = lower(value);
  return text == "1" || text == "true" || text == "yes" || text == "on";
}

}  // namespace plimsoll::dockerfile
