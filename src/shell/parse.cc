#include "shell/parse.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "shell/install.h"
#include "shell/lex.h"
#include "shell/sketch.h"
#include "shell/words.h"
#include "shell/wrappers.h"

namespace plimsoll::shell {
namespace {

// Scripts in scripts, such as sh -c "sh -c …", are read down to this depth.
constexpr int kMaxScriptDepth = 8;

bool is_windows_or_unknown(Dialect dialect) {
  return dialect == Dialect::powershell || dialect == Dialect::cmd || dialect == Dialect::unknown;
}

bool is_assignment(std::string_view text) {
  size_t i = 0;
  auto name_char = [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  while (i < text.size() && name_char(text[i])) ++i;
  if (i == 0 || i == text.size() || (text[0] >= '0' && text[0] <= '9')) return false;
  if (text[i] == '[') {
    i = text.find(']', i);
    if (i == std::string_view::npos) return false;
    ++i;
  }
  if (i < text.size() && text[i] == '+') ++i;
  return i < text.size() && text[i] == '=';
}

bool is_test(const Command& command) {
  const std::string& base = command.base;
  if (base == "[" || base == "[[" || base == "test" || base == "which" || base == "type" || base == "hash") return true;
  return base == "command" && (command.has_flag({"-v", "-V"}));
}

// What a script inherits from the one around it.
struct Around {
  bool conditional = false;
  bool in_substitution = false;
  int depth = 0;
};

class Builder {
 public:
  explicit Builder(Script& script) : script_(script) {}

  void add_text(const MappedText& text, Around around) {
    const Lexed lexed = lex(text.text());
    std::vector<bool> conditional(lexed.regions.size());
    for (Span error : lexed.errors) script_.errors.push_back(text.span(error.begin, error.end));
    for (size_t i = 0; i < lexed.regions.size(); ++i) {
      Around inner = around;
      inner.in_substitution |= lexed.regions[i].substitution;
      add_region(text, lexed, lexed.regions[i], inner);
    }
    for (Span inside : lexed.backquotes) {
      if (around.depth >= kMaxScriptDepth) break;
      add_text(inside_of_backquotes(text, inside), {around.conditional, true, around.depth + 1});
    }
  }

  void add_exec(const std::vector<MappedText>& texts) {
    std::vector<Word> words;
    for (const MappedText& text : texts) {
      words.push_back({.text = std::string(text.text()), .span = text.span(0, text.text().size())});
    }
    if (words.empty()) return;
    Command command;
    for (const Word& word : words) command.span = word.span.empty() ? command.span : join_or(command.span, word.span);
    finish(std::move(command), words, {}, [&](size_t i) { return texts[i]; });
  }

  // Puts everything in order of the file once all is known.
  void done() {
    std::stable_sort(script_.commands.begin(), script_.commands.end(), [](const Command& a, const Command& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
    std::sort(script_.errors.begin(), script_.errors.end());
    script_.errors.erase(std::unique(script_.errors.begin(), script_.errors.end()), script_.errors.end());
    for (Command& command : script_.commands) command.script = &script_;
    find_calls(script_);
  }

 private:
  static Span join_or(Span a, Span b) { return a.empty() ? b : join(a, b); }

  void add_region(const MappedText& text, const Lexed& lexed, const Region& region, Around around) {
    for (size_t i = 0; i < region.pieces.size(); ++i) {
      const Piece& piece = region.pieces[i];
      std::vector<Prepared> prepared;
      std::vector<bool> tests;
      for (size_t k = 0; k < piece.places.size(); ++k) {
        const Simple& simple = region.simples[piece.first_simple + k];
        prepared.push_back(piece.unread ? Prepared{} : prepare(text, lexed, simple));
        tests.push_back(simple.keyword_test || is_test(prepared.back().command));
      }
      Structure structure = read_structure(piece, tests);
      for (uint32_t error : structure.errors) {
        const auto mark = std::upper_bound(piece.marks.begin(), piece.marks.end(), error) - piece.marks.begin();
        const uint32_t at =
            piece.origins.empty() ? 0 : piece.origins[static_cast<size_t>(std::max<std::ptrdiff_t>(mark - 1, 0))];
        script_.errors.push_back(text.span(at, std::min<size_t>(at + 1, text.text().size())));
      }
      std::vector<int> ids(static_cast<size_t>(structure.pipelines), -1);
      for (size_t k = 0; k < prepared.size(); ++k) {
        const Simple& simple = region.simples[piece.first_simple + k];
        const Place& place = structure.places[k];
        if (!place.found || simple.damaged) continue;
        Command& command = prepared[k].command;
        command.joint = simple.joint;
        if (!simple.joint_span.empty()) command.joint_span = text.span(simple.joint_span.begin, simple.joint_span.end);
        command.depth = static_cast<int>(simple.depth) + around.depth + (region.substitution ? 1 : 0);
        command.conditional = around.conditional || place.conditional;
        command.in_substitution = around.in_substitution;
        command.pipeline_position = place.pipeline_position;
        command.pipeline_length = place.pipeline_length;
        if (place.pipeline < 0) {
          command.pipeline = pipelines_++;
        } else {
          int& id = ids[static_cast<size_t>(place.pipeline)];
          if (id < 0) id = pipelines_++;
          command.pipeline = id;
        }
        const std::vector<Span>& ranges = prepared[k].ranges;
        const Around inner{command.conditional, around.in_substitution, around.depth};
        const bool reads_input = finish(std::move(command), prepared[k].words, inner, [&](size_t word) {
          return argument_at(text, lexed, ranges[word].begin, ranges[word].end);
        });
        if (prepared[k].input && reads_input && around.depth < kMaxScriptDepth) {
          const Span body = *prepared[k].input;
          add_text(text.slice(body.begin, body.size()), {inner.conditional, inner.in_substitution, around.depth + 1});
        }
      }
    }
  }

  // A simple command whose words are known but not yet what they run.
  struct Prepared {
    Command command;
    std::vector<Word> words;    // behind the assignments
    std::vector<Span> ranges;   // of the words, in the text
    std::optional<Span> input;  // the body of a heredoc
  };

  Prepared prepare(const MappedText& text, const Lexed& lexed, const Simple& simple) {
    Prepared result;
    Command& command = result.command;
    for (const Token& token : simple.tokens) {
      const std::string_view written = text.text().substr(token.begin, token.end - token.begin);
      const Span span = text.span(token.begin, token.redirect ? token.target.end : token.end);
      command.span = join_or(command.span, span);
      if (token.redirect) {
        command.redirects.push_back({std::string(written), word_at(text, lexed, token.target.begin, token.target.end)});
        if (token.has_body) result.input = token.body;
      } else if (result.words.empty() && is_assignment(written)) {
        const auto equals = static_cast<uint32_t>(token.begin + written.find('='));
        const uint32_t name_end = text.text()[equals - 1] == '+' ? equals - 1 : equals;
        command.assignments.push_back(
            {word_at(text, lexed, token.begin, name_end), word_at(text, lexed, equals + 1, token.end)});
      } else {
        result.words.push_back(word_at(text, lexed, token.begin, token.end));
        result.ranges.push_back({token.begin, token.end});
      }
    }
    if (!result.words.empty()) {
      command.name = result.words[0];
      command.base = program_of(command.name);
      command.arguments.assign(result.words.begin() + 1, result.words.end());
    }
    return result;
  }

  // Finds what a command really runs, files it, and reads the script that it hands to a shell. Says whether it is a
  // shell that reads its input.
  template <class Decode>
  bool finish(Command command, const std::vector<Word>& words, Around around, Decode argument) {
    if (words.empty()) {
      if (!command.redirects.empty() || !command.assignments.empty()) script_.commands.push_back(std::move(command));
      return false;
    }
    const Resolved resolved = resolve(words);
    for (size_t i : resolved.wrappers) command.wrappers.push_back(words[i]);
    for (size_t i : resolved.assignments) command.assignments.push_back(split_assignment(words[i]));
    command.name = words[resolved.name];
    command.base = program_of(command.name);
    command.tool = tool_named(command.base);
    command.arguments.assign(words.begin() + static_cast<std::ptrdiff_t>(resolved.name) + 1, words.end());
    const bool reads_input = reads_script_from_input(command);
    script_.commands.push_back(std::move(command));
    if (resolved.script && around.depth < kMaxScriptDepth) {
      add_text(argument(*resolved.script), {around.conditional, around.in_substitution, around.depth + 1});
    }
    return reads_input;
  }

  static Assignment split_assignment(const Word& word) {
    const size_t equals = word.text.find('=');
    Assignment result{word, word};
    result.name.text.resize(equals);
    result.value.text.erase(0, equals + 1);
    return result;
  }

  Script& script_;
  int pipelines_ = 0;
};

std::unique_ptr<Script> make_script(MappedText text, Dialect dialect, const dockerfile::Instruction* instruction) {
  auto script = std::make_unique<Script>();
  script->instruction = instruction;
  script->dialect = dialect;
  script->text = std::move(text);
  if (!is_windows_or_unknown(dialect)) {
    Builder builder(*script);
    builder.add_text(script->text, {});
    builder.done();
  }
  return script;
}

// The dialect that a body's first line "#!…" names; `otherwise` if it has none.
Dialect shebang_dialect(std::string_view body, Dialect otherwise) {
  if (!body.starts_with("#!")) return otherwise;
  std::string_view line = body.substr(2, std::min(body.find('\n'), body.size()) - 2);
  Dialect found = Dialect::unknown;
  bool env = false;
  while (!line.empty()) {
    const size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
    line.remove_prefix(begin);
    const std::string_view word = line.substr(0, line.find_first_of(" \t"));
    line.remove_prefix(word.size());
    if (word.empty() || (env && word[0] == '-')) continue;
    found = dialect_of(word);
    if (env || !word.ends_with("env")) break;
    env = true;
  }
  return found;
}

std::unique_ptr<Script> make_exec(const std::vector<MappedText>& words, const dockerfile::Instruction* instruction) {
  auto script = std::make_unique<Script>();
  script->instruction = instruction;
  script->exec_form = true;
  for (const MappedText& word : words) {
    if (!script->text.empty() && !word.empty()) script->text.append(" ", word.span(0, 0));
    script->text.append(word, 0, word.text().size());
  }
  Builder builder(*script);
  builder.add_exec(words);
  builder.done();
  return script;
}

struct Scripts {
  const dockerfile::Instruction& instruction;
  const Source& source;
  Dialect dialect;
  std::vector<std::unique_ptr<Script>> result;

  void add(const dockerfile::CommandLine& line) {
    if (line.exec_form) {
      if (!line.exec.empty()) result.push_back(make_exec(line.exec, &instruction));
      return;
    }
    if (line.text.empty()) return;
    const auto offset = static_cast<size_t>(line.text.data() - instruction.line.text().data());
    auto script = make_script(instruction.line.slice(offset, line.text.size()), dialect, &instruction);
    const bool alone = instruction.heredocs.size() == 1 && line.text == instruction.heredocs[0].marker.text;
    if (alone) {
      add_body(instruction.heredocs[0], dialect);
      return;
    }
    for (const dockerfile::Heredoc& heredoc : instruction.heredocs) {
      for (const Command& command : script->commands) {
        if (command.span.contains(heredoc.marker.span) && reads_script_from_input(command)) {
          add_body(heredoc, dialect_of(command.base));
          break;
        }
      }
    }
    result.insert(result.begin(), std::move(script));
  }

  void add_body(const dockerfile::Heredoc& heredoc, Dialect reader) {
    MappedText body = body_of(heredoc, source);
    const Dialect spoken = shebang_dialect(body.text(), reader);
    if (spoken == Dialect::unknown || body.empty()) return;
    result.push_back(make_script(std::move(body), spoken, &instruction));
    result.back()->heredoc = true;
  }
};

}  // namespace

MappedText body_of(const dockerfile::Heredoc& heredoc, const Source& source) {
  MappedText body;
  uint32_t at = heredoc.body.begin;
  while (at < heredoc.body.end) {
    const std::string_view rest = source.text({at, heredoc.body.end});
    const size_t line_feed = rest.find('\n');
    std::string_view line = rest.substr(0, line_feed);
    const size_t tabs = heredoc.chomp ? std::min(line.find_first_not_of('\t'), line.size()) : 0;
    const size_t next = line_feed == std::string_view::npos ? rest.size() : line_feed + 1;
    if (!line.empty() && line.back() == '\r') {
      line.remove_suffix(1);
      body.append(line.substr(tabs), at + static_cast<uint32_t>(tabs));
      body.append(rest.substr(line.size() + 1, next - line.size() - 1), at + static_cast<uint32_t>(line.size()) + 1);
    } else {
      body.append(rest.substr(tabs, next - tabs), at + static_cast<uint32_t>(tabs));
    }
    at += static_cast<uint32_t>(next);
  }
  return body;
}

std::vector<std::unique_ptr<Script>> scripts_of(const dockerfile::Instruction& instruction, const Source& source,
                                                Dialect dialect) {
  using dockerfile::Keyword;
  Scripts scripts{instruction, source, dialect, {}};
  switch (instruction.keyword) {
    case Keyword::run:
      scripts.add(static_cast<const dockerfile::Run&>(instruction).command);
      break;
    case Keyword::cmd:
      scripts.add(static_cast<const dockerfile::Cmd&>(instruction).command);
      break;
    case Keyword::entrypoint:
      scripts.add(static_cast<const dockerfile::Entrypoint&>(instruction).command);
      break;
    case Keyword::healthcheck: {
      const auto& healthcheck = static_cast<const dockerfile::Healthcheck&>(instruction);
      if (!healthcheck.none) scripts.add(healthcheck.command);
      break;
    }
    case Keyword::onbuild: {
      const auto& onbuild = static_cast<const dockerfile::Onbuild&>(instruction);
      if (onbuild.trigger && onbuild.trigger->keyword != Keyword::onbuild) {
        return scripts_of(*onbuild.trigger, source, dialect);
      }
      break;
    }
    default:
      break;
  }
  return std::move(scripts.result);
}

std::unique_ptr<Script> parse(MappedText text, Dialect dialect) {
  return make_script(std::move(text), dialect, nullptr);
}

std::unique_ptr<Script> parse_exec(const std::vector<MappedText>& words) { return make_exec(words, nullptr); }

}  // namespace plimsoll::shell
