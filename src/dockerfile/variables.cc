#include "dockerfile/variables.h"

#include <algorithm>
#include <functional>
#include <set>

#include "dockerfile/casing.h"
#include "dockerfile/predefined.h"
#include "dockerfile/syntax.h"
#include "facts/facts.h"
#include "image_facts.h"
#include "memo.h"

namespace plimsoll::dockerfile {
namespace {

Fact table() {
  static const Fact facts = facts::table("variables");
  return facts;
}

bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

// Finds $NAME and ${NAME…} in a text: visit(begin, end, name begin, name end, has default).
class Scanner {
 public:
  Scanner(std::string_view text, bool quotes) : text_(text), quotes_(quotes) {}

  template <class Visit>
  void run(Visit visit) {
    bool in_double = false;
    for (size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      // Nearly all are letters and blanks.
      if (c > '\'' && c != '\\') continue;
      if (c == '\\') {
        ++i;
      } else if (quotes_ && c == '"') {
        in_double = !in_double;
      } else if (quotes_ && c == '\'' && !in_double) {
        i = std::min(text_.find('\'', i + 1), text_.size());
      } else if (quotes_ && c == '#' && !in_double && (i == 0 || is_blank(text_[i - 1]))) {
        i = std::min(text_.find('\n', i), text_.size());
      } else if (c == '$') {
        use(i, visit);
      }
    }
  }

 private:
  template <class Visit>
  void use(size_t dollar, Visit visit) {
    const bool braces = dollar + 1 < text_.size() && text_[dollar + 1] == '{';
    const size_t begin = dollar + (braces ? 2 : 1);
    if (begin >= text_.size() || !is_name_start(text_[begin])) return;
    size_t end = begin;
    while (end < text_.size() && is_name(text_[end])) ++end;
    size_t close = end;
    bool has_default = false;
    if (braces) {
      const size_t operation = end < text_.size() && text_[end] == ':' ? end + 1 : end;
      has_default = operation < text_.size() && (text_[operation] == '-' || text_[operation] == '+' ||
                                                 text_[operation] == '=' || text_[operation] == '?');
      close = unclosed_ ? text_.npos : text_.find('}', end);
      unclosed_ = close == text_.npos;
      if (unclosed_) return;
      ++close;
    }
    visit(dollar, close, begin, end, has_default);
  }

  std::string_view text_;
  bool quotes_;
  bool unclosed_ = false;  // no further brace closes
};

bool declares(std::string_view program) {
  for (std::string_view each :
       {"export", "declare", "local", "readonly", "typeset", "read", "getopts", "mapfile", "readarray", "unset"}) {
    if (program == each) return true;
  }
  return false;
}

// Names that a script sets, or may set.
void add_assigned(const shell::Script& script, std::set<std::string, std::less<>>& names) {
  const auto add = [&](std::string_view word) {
    size_t size = 0;
    while (size < word.size() && is_name(word[size])) ++size;
    if (size > 0) names.emplace(word.substr(0, size));
  };
  for (const shell::Command& command : script.commands) {
    for (const shell::Assignment& assignment : command.assignments) add(assignment.name.text);
    if (declares(command.base) || (command.base == "printf" && command.has_flag({"-v"}))) {
      for (const shell::Word& word : command.arguments) add(word.text);
    }
  }
  // for NAME in, select NAME in, ((NAME = 1)), and NAME=… where the grammar could not read the command.
  const std::string_view text = script.text.text();
  for (std::string_view opening : {"for ", "select ", "(("}) {
    for (size_t at = text.find(opening); at != text.npos; at = text.find(opening, at + 1)) {
      add(text.substr(std::min(text.find_first_not_of(" (", at + opening.size()), text.size())));
    }
  }
  if (script.errors.empty()) return;
  for (size_t at = text.find('='); at != text.npos; at = text.find('=', at + 1)) {
    size_t begin = at;
    while (begin > 0 && is_name(text[begin - 1])) --begin;
    if (begin < at) add(text.substr(begin, at - begin));
  }
}

bool reads_other_scripts(const shell::Script& script) {
  return std::any_of(script.commands.begin(), script.commands.end(), [](const shell::Command& command) {
    return command.base == "source" || command.name.text == "." || command.base == "eval" ||
           (command.base == "set" && command.has_flag({"-a"}));
  });
}

bool is_posix(shell::Dialect dialect) {
  using shell::Dialect;
  return dialect != Dialect::powershell && dialect != Dialect::cmd && dialect != Dialect::unknown;
}

void add_heredocs(const Instruction& instruction, std::vector<VariableUse>& uses) {
  const Source& source = *instruction.model->file().source;
  for (const Heredoc& heredoc : instruction.heredocs) {
    if (!heredoc.expand) continue;
    const std::string_view body = source.text(heredoc.body);
    const uint32_t base = heredoc.body.begin;
    Scanner(body, false).run([&](size_t begin, size_t end, size_t name, size_t name_end, bool has_default) {
      const auto span = [&](size_t from, size_t to) {
        return Span{base + static_cast<uint32_t>(from), base + static_cast<uint32_t>(to)};
      };
      uses.push_back({body.substr(name, name_end - name), span(begin, end), span(name, name_end), has_default});
    });
  }
}

}  // namespace

std::vector<VariableUse> builder_uses(const Instruction& instruction) {
  std::vector<VariableUse> uses;
  if (instruction.trigger_of || !instruction.model) return uses;
  const char escape = instruction.model->file().escape;
  if (instruction.line.text().find('$') != std::string_view::npos) {
    for (const Word& word : expanded_words(instruction)) {
      if (word.text.find('$') == word.text.npos) continue;
      for (const Reference& reference : references(word.text, escape)) {
        const size_t name = static_cast<size_t>(reference.name.data() - word.text.data());
        uses.push_back({reference.name, place_in(instruction, word, reference.begin, reference.end - reference.begin),
                        place_in(instruction, word, name, reference.name.size()), reference.has_default});
      }
    }
  }
  const bool transfer = instruction.keyword == Keyword::copy || instruction.keyword == Keyword::add;
  if (transfer) add_heredocs(instruction, uses);
  return uses;
}

std::vector<VariableUse> script_uses(const Instruction& run) {
  std::vector<VariableUse> uses;
  if (run.keyword != Keyword::run || run.trigger_of) return uses;
  if (std::any_of(run.scripts.begin(), run.scripts.end(),
                  [](const shell::Script* script) { return reads_other_scripts(*script); }))
    return uses;
  for (const shell::Script* script : run.scripts) {
    const std::string_view text = script->text.text();
    if (script->exec_form || !is_posix(script->dialect) || text.find('$') == text.npos) continue;
    const bool quoted_heredoc =
        text.find("<<") != text.npos &&
        (text.find("<<'") != text.npos || text.find("<<\"") != text.npos || text.find("<<-'") != text.npos ||
         text.find("<<-\"") != text.npos || text.find("<<\\") != text.npos || text.find("<< '") != text.npos);
    if (quoted_heredoc) continue;
    Scanner(text, true).run([&](size_t begin, size_t end, size_t name, size_t name_end, bool has_default) {
      const std::string_view found = text.substr(name, name_end - name);
      // Commands inside of "$( … )" are scanned with the text around them.
      uses.push_back({found, script->text.span(begin, end), script->text.span(name, name_end), has_default});
    });
  }
  if (uses.empty()) return uses;
  std::set<std::string, std::less<>> assigned;
  for (const shell::Script* script : run.scripts) add_assigned(*script, assigned);
  std::erase_if(uses, [&](const VariableUse& use) { return assigned.contains(use.name); });
  return uses;
}

const std::vector<VariableUse>& undeclared_uses(const Instruction& instruction) {
  thread_local Memo<std::vector<VariableUse>> memo;
  return memo.get(&instruction, [&] {
    std::vector<VariableUse> uses;
    if (instruction.keyword == Keyword::from || !instruction.model) return uses;
    uses = builder_uses(instruction);
    if (instruction.keyword == Keyword::run) {
      std::vector<VariableUse> scripts = script_uses(instruction);
      uses.insert(uses.end(), scripts.begin(), scripts.end());
    }
    std::erase_if(
        uses, [&](const VariableUse& use) { return instruction.model->variable(use.name, instruction).declared(); });
    return uses;
  });
}

Edit declare(const std::set<std::string_view>& names, const Stage& stage) {
  std::string text;
  const std::string arg = "\n" + spelled_like(*stage.from, Keyword::arg) + " ";
  for (std::string_view name : names) (text += arg) += name;
  return insert_after(stage.from->span, std::move(text));
}

bool environment_known(const Stage& stage) {
  const Stage& root = *stage.root;
  if (root.scratch) return true;
  return root.from && root.image_known && table()["images"][name_in_tables(root.image)].exists();
}

bool may_be_set_by_base(const Stage& stage, std::string_view name) {
  if (name == "PATH") return true;
  const Stage& root = *stage.root;
  if (root.scratch) return false;
  if (environment_known(stage)) return table()["images"][name_in_tables(root.image)].has(name);
  if (table()["common"].has(name)) return true;
  for (Fact names : table()["images"].items()) {
    if (names.has(name)) return true;
  }
  return false;
}

bool is_set_by_shell(std::string_view name) { return table()["shell"].has(name); }

std::optional<std::string> by_defaults(std::string_view word, const Instruction& at) {
  // Defaults may be built from others: no more of them than a person would write.
  int budget = 200;
  std::function<std::optional<std::string>(std::string_view, const Instruction&)> expand_at =
      [&](std::string_view text, const Instruction& place) -> std::optional<std::string> {
    const Model& model = *place.model;
    const Text result = expand(text, model.file().escape, [&](std::string_view name) -> Variable {
      using State = Variable::State;
      const Binding binding = model.variable(name, place);
      if (binding.origin == Binding::Origin::undeclared || !binding.declared_by) {
        if (!is_platform_argument(name)) return {};
        const bool whole = name.ends_with("PLATFORM"), os = name.ends_with("OS"), arch = name.ends_with("ARCH");
        const std::string_view value = whole ? "linux/amd64" : os ? "linux" : arch ? "amd64" : "";
        return {.state = State::known, .value = std::string(value), .unknown = {}};
      }
      if (binding.variable.state == State::known || binding.variable.state == State::unset) return binding.variable;
      if (!binding.pair || !binding.pair->value) {
        if (!is_platform_argument(name)) return {};
        return {.state = State::known, .value = name.ends_with("PLATFORM") ? "linux/amd64" : "amd64", .unknown = {}};
      }
      if (--budget < 0) return {.state = State::unknown, .value = {}, .unknown = {}};
      const auto value = expand_at(binding.pair->value->text, *binding.declared_by);
      if (!value) return {.state = State::unknown, .value = {}, .unknown = {}};
      return {.state = State::known, .value = *value, .unknown = {}};
    });
    return result.known ? std::optional(result.value) : std::nullopt;
  };
  return expand_at(word, at);
}

}  // namespace plimsoll::dockerfile
