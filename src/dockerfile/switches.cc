#include "dockerfile/switches.h"

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "dockerfile/model.h"
#include "dockerfile/predefined.h"
#include "dockerfile/written_text.h"
#include "memo.h"

namespace plimsoll::dockerfile {
namespace {

bool says_no(std::string_view value) {
  const std::string text = lower(value);
  return text == "false" || text == "0" || text == "no" || text == "off";
}

// Where in -sSk the letter stands: what follows a letter that takes a value is that value.
bool has_letter(const shell::Word& word, char letter, Fact values) {
  const std::string_view text = word.text;
  if (text.size() < 2 || text[0] != '-' || text[1] == '-') return false;
  for (size_t i = 1; i < text.size() && text[i] != '='; ++i) {
    if (text[i] == letter) return true;
    const char flag[] = {'-', text[i]};
    if (values.has(std::string_view(flag, 2))) return false;
  }
  return false;
}

// `model` is that of the file in which the text stands; nullptr for others.
void add_settings(const MappedText& mapped, Fact settings, const Model* model, std::vector<Switch>& found) {
  const std::string_view text = mapped.text();
  for (const auto& [name, values] : settings.entries()) {
    if (model && !model->may_mention(name)) continue;
    for (const FoundSetting& setting : settings_in(text, name)) {
      if (!values.has(lower(setting.value))) continue;
      found.push_back({mapped.span(setting.begin, setting.end),
                       std::string(text.substr(setting.begin, setting.end - setting.begin))});
    }
  }
}

// Such a setting means something in that file.
bool is_for(Fact entry, std::string_view file) {
  const auto in_name = [&](Fact part) { return file.find(part.string()) != file.npos; };
  const auto files = entry["files"].items(), others = entry["other-files"].items();
  if (std::any_of(others.begin(), others.end(), in_name)) return false;
  return !entry["files"].exists() || std::any_of(files.begin(), files.end(), in_name);
}

// Asked before texts are put together, for nearly all commands say nothing of the kind.
bool mentions(const shell::Command& command, Fact settings, const Model* model) {
  if (command.base == "cat" || command.base == "tee") return !command.redirects.empty();
  for (const auto& [name, values] : settings.entries()) {
    if (model && !model->may_mention(name)) continue;
    for (const shell::Word& word : command.arguments) {
      if (mentions_setting(word.text, name)) return true;
    }
  }
  return false;
}

bool find_mention(Fact entry, const Model& model) {
  const auto may_mention = [&](std::string_view word) { return model.may_mention(word); };
  for (const auto& [program, flags] : entry["flags"].entries()) {
    if (!may_mention(program)) continue;
    for (Fact flag : flags.items()) {
      if (may_mention(flag.string())) return true;
    }
  }
  for (std::string_view list : {"settings", "variables"}) {
    for (const auto& [name, values] : entry[list].entries()) {
      if (may_mention(name)) return true;
    }
  }
  return false;
}

// Some line of the file may have one of the words by which the entry knows its switches.
bool may_apply(Fact entry, const Model& model) {
  using Answers = std::unordered_map<const void*, bool>;  // by entry
  thread_local Memo<std::shared_ptr<Answers>> memo;
  const auto& answers = memo.get(&model, [] { return std::make_shared<Answers>(); });
  const auto [answer, is_new] = answers->try_emplace(entry.identity());
  if (is_new) answer->second = find_mention(entry, model);
  return answer->second;
}

bool is_off(Fact variables, std::string_view name, std::string_view value) {
  const Fact values = variables[name];
  if (!values.exists()) return false;
  return values.size() == 0 || (values.has("*") && !value.empty()) || values.has(lower(value));
}

}  // namespace

std::vector<Switch> flags_in(const shell::Command& command, Fact flags) {
  std::vector<Switch> found;
  if (flags.size() == 0) return found;
  const Fact values = facts::table("package-managers")[command.base]["values"];
  for (size_t i = 0; i < command.arguments.size(); ++i) {
    const shell::Word& word = command.arguments[i];
    const std::string_view text = word.text;
    if (text == "--") break;
    if (!text.starts_with('-')) continue;
    for (Fact each : flags.items()) {
      const std::string_view flag = each.string();
      const bool is_short = flag.size() == 2;
      const bool same = text == flag ||
                        (text.starts_with(flag) && text[flag.size()] == '=' && !says_no(text.substr(flag.size() + 1)));
      if (!same && (!is_short || !has_letter(word, flag[1], values))) continue;
      found.push_back({word.span, std::string(text), &word, is_short && text != flag ? flag[1] : '\0'});
      break;
    }
    if (values.has(text)) ++i;
  }
  return found;
}

std::optional<Edit> without(const shell::Command& command, const Switch& flag, std::string_view source) {
  if (!flag.flag) return std::nullopt;
  if (flag.letter) {
    const std::string_view raw = source.substr(flag.span.begin, flag.span.size());
    const size_t at = raw.find(flag.letter);
    if (raw != flag.text || at == raw.npos) return std::nullopt;
    const uint32_t begin = flag.span.begin + static_cast<uint32_t>(at);
    return remove({begin, begin + 1});
  }
  Span before = command.name.span;
  for (const shell::Word& word : command.arguments) {
    if (&word == flag.flag) break;
    before = word.span;
  }
  const Span gap{before.end, flag.span.begin};
  if (source.substr(gap.begin, gap.size()).find('#') != source.npos) return std::nullopt;
  return remove(join(gap, flag.span));
}

std::vector<Switch> switches_in(const shell::Command& command, Fact entry) {
  const Instruction* instruction = command.script ? command.script->instruction : nullptr;
  const Model* model = instruction ? instruction->model : nullptr;
  if (model && !may_apply(entry, *model)) return {};
  std::vector<Switch> found = flags_in(command, entry["flags"][command.base]);
  const Fact settings = entry["settings"];
  if (settings.exists() && (mentions(command, settings, model) || !command.assignments.empty())) {
    if (entry["settings-of"].has(command.base)) add_settings(arguments_of(command), settings, model, found);
    for (const WrittenText& written : texts_written_by(command)) {
      if (is_for(entry, written.file)) add_settings(written.text, settings, model, found);
    }
    if (entry["variables-hold"].exists()) {
      for (const shell::Assignment& assignment : command.assignments)
        add_settings(text_of(assignment.value, command), settings, model, found);
    }
  }
  const Fact variables = entry["variables"];
  if (!variables.exists()) return found;
  for (const shell::Assignment& assignment : command.assignments) {
    if (is_off(variables, assignment.name.text, assignment.value.text)) {
      found.push_back({assignment.name.span, assignment.name.text + "=" + assignment.value.text});
    }
  }
  const bool go = command.is("go", {"env"}) && command.has_flag({"-w"});
  if (!go && command.base != "export" && command.base != "declare" && command.base != "typeset" &&
      command.base != "setx")
    return found;
  for (const shell::Word& word : command.arguments) {
    const size_t equals = word.text.find('=');
    if (equals == std::string::npos) continue;
    const std::string_view text = word.text;
    if (is_off(variables, text.substr(0, equals), text.substr(equals + 1))) found.push_back({word.span, word.text});
  }
  return found;
}

std::vector<Switch> switches_in(const Instruction& instruction, Fact entry) {
  std::vector<Switch> found;
  const auto pairs = [&](const std::vector<KeyValue>& all) {
    for (const KeyValue& pair : all) {
      if (!pair.value || !entry["variables"].has(pair.key.text)) continue;
      const std::string value = instruction.model->expand(pair.value->text, instruction).value;
      if (is_off(entry["variables"], pair.key.text, value)) {
        found.push_back({pair.span, std::string(pair.key.text) + "=" + value});
      }
    }
  };
  if (!instruction.model || !may_apply(entry, *instruction.model)) return found;
  if (instruction.keyword == Keyword::env) pairs(static_cast<const Env&>(instruction).pairs);
  if (instruction.keyword == Keyword::arg) pairs(static_cast<const Arg&>(instruction).pairs);
  const bool sets = instruction.keyword == Keyword::env || instruction.keyword == Keyword::arg;
  if (sets && entry["variables-hold"].exists())
    add_settings(instruction.line, entry["settings"], instruction.model, found);
  if (instruction.keyword == Keyword::copy || instruction.keyword == Keyword::add) {
    for (const WrittenText& written : texts_written_by(static_cast<const Transfer&>(instruction))) {
      if (is_for(entry, written.file)) add_settings(written.text, entry["settings"], instruction.model, found);
    }
  }
  return found;
}

}  // namespace plimsoll::dockerfile
