#include "dockerfile/arguments.h"

#include "dockerfile/words.h"

namespace plimsoll::dockerfile {
namespace {

// ONBUILD below ONBUILD is forbidden, yet it can be written; a deep one must not cost the stack or square time.
constexpr int kTriggerDepth = 4;

bool equals_ignoring_case(std::string_view word, std::string_view lower) {
  return std::equal(word.begin(), word.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

Word word(const Instruction& instruction, std::string_view text) { return {text, instruction.line.span(text)}; }

std::optional<Word> optional_word(const Instruction& instruction, std::string_view text) {
  if (text.empty()) return std::nullopt;
  return word(instruction, text);
}

Flag flag(const Instruction& instruction, std::string_view text) {
  Flag result;
  result.word = word(instruction, text);
  const size_t equals = text.find('=');
  result.name = word(instruction, text.substr(2, equals == text.npos ? text.npos : equals - 2));
  if (equals != text.npos) result.value = word(instruction, text.substr(equals + 1));
  return result;
}

KeyValue key_value(const Instruction& instruction, std::string_view text) {
  KeyValue pair;
  const size_t equals = text.find('=');
  pair.key = word(instruction, text.substr(0, equals));
  if (equals != text.npos) pair.value = word(instruction, text.substr(equals + 1));
  pair.span = instruction.line.span(text);
  return pair;
}

// What an array that starts at `text` holds; sets what the instruction says about arrays.
std::optional<std::vector<MappedText>> read_array(Instruction& instruction, std::string_view text) {
  if (!text.starts_with('[')) return std::nullopt;
  auto array = read_json(instruction.line, text);
  if (!array) {
    instruction.malformed_array = word(instruction, text);
    return std::nullopt;
  }
  for (std::string_view element : array->non_strings) instruction.non_strings.push_back(word(instruction, element));
  return std::move(array->elements);
}

CommandLine command_line(Instruction& instruction, std::string_view text) {
  CommandLine command;
  command.text = text;
  if (auto strings = read_array(instruction, text)) {
    command.exec_form = true;
    command.exec = std::move(*strings);
  }
  command.malformed_exec = instruction.malformed_array.has_value();
  return command;
}

void read_from(From& from) {
  const std::vector<std::string_view> words = split_blanks(from.arguments);
  size_t next = 1;
  if (!words.empty()) from.image = word(from, words[0]);
  if (words.size() > 1 && equals_ignoring_case(words[1], "as")) {
    from.as = word(from, words[1]);
    if (words.size() > 2) from.stage_name = word(from, words[2]);
    next = 3;
  }
  for (; next < words.size(); ++next) from.extra.push_back(word(from, words[next]));
}

void read_run(Run& run) {
  run.command = command_line(run, run.arguments);
  for (const Flag& given : run.flags) {
    if (given.name.text != "mount" || !given.value) continue;
    Mount& mount = run.mounts.emplace_back();
    mount.word = *given.value;
    for (const MountField& part : split_mount(given.value->text)) {
      Mount::Field& field = mount.fields.emplace_back();
      field.key = word(run, part.key);
      if (part.value) field.value = word(run, *part.value);
    }
  }
}

void read_healthcheck(Healthcheck& healthcheck) {
  const auto [type, rest] = cut_blank(healthcheck.arguments);
  healthcheck.type = optional_word(healthcheck, type);
  healthcheck.none = equals_ignoring_case(type, "none");
  healthcheck.command = command_line(healthcheck, rest);
}

void read_pairs(const Instruction& instruction, char escape, std::vector<KeyValue>* pairs) {
  const std::vector<std::string_view> words = split_words(instruction.arguments, escape);
  if (words.empty()) return;
  if (words[0].find('=') == std::string_view::npos) {
    const auto [key, value] = cut_blank(instruction.arguments);
    KeyValue& pair = pairs->emplace_back();
    pair.key = word(instruction, key);
    pair.value = optional_word(instruction, value);
    pair.legacy = pair.value.has_value();
    pair.span = instruction.arguments_span();
    return;
  }
  for (std::string_view text : words) pairs->push_back(key_value(instruction, text));
}

// Words that are either a JSON array, decoded into *exec, or stand between blanks.
bool read_list(Instruction& instruction, std::vector<MappedText>* exec, std::vector<Word>* words) {
  if (auto strings = read_array(instruction, instruction.arguments)) {
    *exec = std::move(*strings);
    for (const MappedText& string : *exec) words->push_back({string.text(), string.span(0, string.text().size())});
    return true;
  }
  for (std::string_view text : split_blanks(instruction.arguments)) words->push_back(word(instruction, text));
  return false;
}

void read_transfer(Transfer& transfer) {
  transfer.exec_form = read_list(transfer, &transfer.exec, &transfer.sources);
  // The builder wants two words; a lone one is the source that has no destination.
  if (transfer.sources.size() < 2) return;
  transfer.destination = transfer.sources.back();
  transfer.sources.pop_back();
}

void read(Instruction& instruction, char escape, int depth);

void read_onbuild(Onbuild& onbuild, char escape, int depth) {
  const auto [name, rest] = cut_blank(onbuild.arguments);
  if (name.empty() || depth == kTriggerDepth) return;
  onbuild.trigger = make_instruction(keyword_of(name));
  Instruction& trigger = *onbuild.trigger;
  trigger.name = word(onbuild, name);
  trigger.trigger_of = &onbuild;
  if (rest.empty()) {
    trigger.line.append("", Span{trigger.name.span.end, trigger.name.span.end});
  } else {
    trigger.line = onbuild.line.slice(static_cast<size_t>(rest.data() - onbuild.line.text().data()), rest.size());
  }
  read(trigger, escape, depth + 1);
}

void read(Instruction& instruction, char escape, int depth) {
  const std::string_view line = instruction.line.text();
  instruction.span = {instruction.name.span.begin, instruction.line.span(0, line.size()).end};
  instruction.whole = instruction.span;
  std::vector<std::string_view> flags;
  instruction.arguments = trim(read_flags(line, &flags));
  for (std::string_view text : flags) instruction.flags.push_back(flag(instruction, text));

  switch (instruction.keyword) {
    case Keyword::from:
      return read_from(static_cast<From&>(instruction));
    case Keyword::run:
      return read_run(static_cast<Run&>(instruction));
    case Keyword::cmd:
      static_cast<Cmd&>(instruction).command = command_line(instruction, instruction.arguments);
      return;
    case Keyword::entrypoint:
      static_cast<Entrypoint&>(instruction).command = command_line(instruction, instruction.arguments);
      return;
    case Keyword::shell:
      static_cast<Shell&>(instruction).command = command_line(instruction, instruction.arguments);
      return;
    case Keyword::healthcheck:
      return read_healthcheck(static_cast<Healthcheck&>(instruction));
    case Keyword::env:
      return read_pairs(instruction, escape, &static_cast<Env&>(instruction).pairs);
    case Keyword::label:
      return read_pairs(instruction, escape, &static_cast<Label&>(instruction).pairs);
    case Keyword::arg:
      for (std::string_view text : split_words(instruction.arguments, escape)) {
        static_cast<Arg&>(instruction).pairs.push_back(key_value(instruction, text));
      }
      return;
    case Keyword::copy:
    case Keyword::add:
      return read_transfer(static_cast<Transfer&>(instruction));
    case Keyword::expose:
      for (std::string_view text : split_blanks(instruction.arguments)) {
        static_cast<Expose&>(instruction).ports.push_back(word(instruction, text));
      }
      return;
    case Keyword::volume:
      read_list(instruction, &static_cast<Volume&>(instruction).exec, &static_cast<Volume&>(instruction).paths);
      return;
    case Keyword::user:
      static_cast<User&>(instruction).user = optional_word(instruction, instruction.arguments);
      return;
    case Keyword::workdir:
      static_cast<Workdir&>(instruction).path = optional_word(instruction, instruction.arguments);
      return;
    case Keyword::stopsignal:
      static_cast<Stopsignal&>(instruction).signal = optional_word(instruction, instruction.arguments);
      return;
    case Keyword::maintainer:
      static_cast<Maintainer&>(instruction).author = optional_word(instruction, instruction.arguments);
      return;
    case Keyword::onbuild:
      return read_onbuild(static_cast<Onbuild&>(instruction), escape, depth);
    case Keyword::unknown:
      return;
  }
}

}  // namespace

std::unique_ptr<Instruction> make_instruction(Keyword keyword) {
  switch (keyword) {
    case Keyword::from:
      return std::make_unique<From>();
    case Keyword::run:
      return std::make_unique<Run>();
    case Keyword::cmd:
      return std::make_unique<Cmd>();
    case Keyword::label:
      return std::make_unique<Label>();
    case Keyword::maintainer:
      return std::make_unique<Maintainer>();
    case Keyword::expose:
      return std::make_unique<Expose>();
    case Keyword::env:
      return std::make_unique<Env>();
    case Keyword::add:
      return std::make_unique<Add>();
    case Keyword::copy:
      return std::make_unique<Copy>();
    case Keyword::entrypoint:
      return std::make_unique<Entrypoint>();
    case Keyword::volume:
      return std::make_unique<Volume>();
    case Keyword::user:
      return std::make_unique<User>();
    case Keyword::workdir:
      return std::make_unique<Workdir>();
    case Keyword::arg:
      return std::make_unique<Arg>();
    case Keyword::onbuild:
      return std::make_unique<Onbuild>();
    case Keyword::stopsignal:
      return std::make_unique<Stopsignal>();
    case Keyword::healthcheck:
      return std::make_unique<Healthcheck>();
    case Keyword::shell:
      return std::make_unique<Shell>();
    case Keyword::unknown:
      break;
  }
  return std::make_unique<Unknown>();
}

void read_arguments(Instruction& instruction, char escape) { read(instruction, escape, 0); }

}  // namespace plimsoll::dockerfile
