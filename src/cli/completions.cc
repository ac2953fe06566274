// `plimsoll completions SHELL`: a script that completes commands, options, their values and the names of rules. It is
// made from commands(); the rules are asked of the program at the time, so that they are those of the one that runs.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/commands.h"
#include "cli/print.h"

namespace plimsoll::cli {
namespace {

// What may stand where a value is wanted.
enum class Source : uint8_t { nothing, choices, rules, files };

Source source_named(std::string_view value) {
  if (value == "RULES") return Source::rules;
  for (std::string_view word : {"FILE", "FOLDER", "PATH"}) {
    if (value.find(word) != value.npos) return Source::files;
  }
  return Source::nothing;
}

// The next word is its value.
bool takes_word(const Option& option) { return !option.value.empty() && !option.bare; }

Source source_of(const Option& option) { return option.choices.empty() ? source_named(option.value) : Source::choices; }

// An argument that is one of a few words is called "bash|zsh|fish"; that of `rule` is a rule.
std::vector<std::string> choices_of(const Argument& argument) {
  std::vector<std::string> words;
  if (argument.name.find('|') == std::string::npos) return words;
  for (size_t at = 0; at <= argument.name.size();) {
    const size_t end = std::min(argument.name.find('|', at), argument.name.size());
    words.push_back(argument.name.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

Source source_of(const Command& command) {
  if (!choices_of(command.argument).empty()) return Source::choices;
  return command.name == "rule" ? Source::rules : source_named(command.argument.name);
}

std::string first_word(const Command& command) { return command.name.substr(0, command.name.find(' ')); }

std::string second_word(const Command& command) {
  const size_t blank = command.name.find(' ');
  return blank == std::string::npos ? "" : command.name.substr(blank + 1);
}

// "config": what commands of two words begin with.
std::set<std::string> groups(const std::vector<Command>& all) {
  std::set<std::string> found;
  for (const Command& command : all) {
    if (!second_word(command).empty()) found.insert(first_word(command));
  }
  return found;
}

std::string second_words(const std::vector<Command>& all, std::string_view group) {
  std::vector<std::string> words;
  for (const Command& command : all) {
    if (first_word(command) == group) words.push_back(second_word(command));
  }
  return fmt::format("{}", fmt::join(words, " "));
}

// The first words of all commands, each once.
std::string first_words(const std::vector<Command>& all) {
  std::vector<std::string> words;
  for (const Command& command : all) {
    if (std::find(words.begin(), words.end(), first_word(command)) == words.end()) words.push_back(first_word(command));
  }
  return fmt::format("{}", fmt::join(words, " "));
}

// The text between single quotes of a shell.
std::string quoted(std::string_view text, std::string_view quote) {
  std::string result = "'";
  for (char c : text) result += c == '\'' ? std::string(quote) : std::string(1, c);
  return result + "'";
}

// "-o" and "--output", or the one that there is.
std::vector<std::string> names_of(const Option& option) {
  std::vector<std::string> names{option.name};
  if (option.letter) names.push_back(std::string("-") + option.letter);
  return names;
}

std::string bash_values(const Command& command, const Option& option) {
  std::vector<std::string> patterns;
  for (const std::string& name : names_of(option)) patterns.push_back("'" + command.name + " " + name + "'");
  std::string action;
  switch (source_of(option)) {
    case Source::choices:
      action = fmt::format("words='{}'", fmt::join(option.choices, " "));
      break;
    case Source::rules:
      action = "rules=yes";
      break;
    case Source::files:
    case Source::nothing:
      action = "return 0";  // readline goes on with the names of files
      break;
  }
  return fmt::format("    {}) {} ;;\n", fmt::join(patterns, " | "), action);
}

std::string bash_command(const Command& command) {
  std::vector<std::string> options;
  for (const Option& option : command.options) options.push_back(option.name);
  options.push_back("--help");
  if (command.name == "check") options.push_back("--version");
  std::string argument;
  if (source_of(command) == Source::choices) {
    argument = fmt::format("words='{}'", fmt::join(choices_of(command.argument), " "));
  } else if (source_of(command) == Source::rules) {
    argument = "rules=yes";
  }
  std::string text = fmt::format("    '{} '*)\n      if [[ $word == -* ]]; then\n        words='{}'\n", command.name,
                                 fmt::join(options, " "));
  if (!argument.empty()) text += "      else\n        " + argument + "\n";
  return text + "      fi\n      ;;\n";
}

std::string bash_script(const std::vector<Command>& all) {
  std::string find, values, rest;
  for (const std::string& group : groups(all)) {
    find += fmt::format("    {}) command=\"{} ${{COMP_WORDS[2]}}\" ;;\n", group, group);
    values += fmt::format("    '{0} {0}') words='{1}' ;;\n", group, second_words(all, group));
  }
  for (const Command& command : all) {
    if (second_word(command).empty()) find += fmt::format("    {0}) command={0} ;;\n", command.name);
    for (const Option& option : command.options) {
      if (takes_word(option)) values += bash_values(command, option);
    }
    rest += bash_command(command);
  }
  return fmt::format(R"script(# Completion of plimsoll for bash, written by `plimsoll completions bash`.
_plimsoll() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} command=check words='' rules='' before=''
  # Of --format=text bash makes three words.
  [[ $previous == '=' ]] && previous=${{COMP_WORDS[COMP_CWORD - 2]}}
  [[ $word == '=' ]] && word=''
  ((COMP_CWORD == 1)) || case ${{COMP_WORDS[1]}} in
{find}  esac
  ((COMP_CWORD == 2)) && [[ $command == "$previous "* ]] && command=$previous
  case "$command $previous" in
{values}{rest}  esac
  ((COMP_CWORD == 1)) && [[ $word != -* ]] && words='{commands}'
  if [[ $rules ]]; then
    words=$("${{COMP_WORDS[0]}}" rules 2>/dev/null | cut -d ' ' -f 1)
    [[ $word == *,* ]] && before=${{word%,*}},
  fi
  mapfile -t COMPREPLY < <(compgen -P "$before" -W "$words" -- "${{word##*,}}")
}}
complete -o default -F _plimsoll plimsoll
)script",
                     fmt::arg("find", find), fmt::arg("values", values), fmt::arg("rest", rest),
                     fmt::arg("commands", first_words(all)));
}

// What _arguments wants after the name of an option or argument; a colon there starts the next part.
std::string zsh_values(Source source, const std::vector<std::string>& choices, std::string_view rules) {
  switch (source) {
    case Source::choices:
      return fmt::format("({})", fmt::join(choices, " "));
    case Source::rules:
      return std::string(rules);
    case Source::files:
      return "_files";
    case Source::nothing:
      break;
  }
  return " ";
}

std::string zsh_text(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string zsh_option(const Option& option) {
  std::string value;
  if (takes_word(option)) {
    value = ":" + zsh_text(option.value) + ":" + zsh_values(source_of(option), option.choices, "_plimsoll_rules");
  }
  std::string text;
  for (const std::string& name : names_of(option)) {
    const std::string equals = !takes_word(option) ? "" : name.starts_with("--") ? "=" : "+";
    const std::string_view many = option.repeatable ? "*" : "";
    text += " " + quoted(fmt::format("{}{}{}[{}]{}", many, name, equals, zsh_text(option.help), value), "'\\''");
  }
  return text;
}

std::string zsh_command(const Command& command) {
  std::string text = fmt::format("    ('{}')\n      _arguments", command.name);
  for (const Option& option : command.options) text += zsh_option(option);
  text += " '(-h --help)'{-h,--help}'[Print this help and exit]'";
  if (!command.argument.name.empty()) {
    text += fmt::format(" '{}:{}:{}'", command.argument.repeatable ? "*" : "1", zsh_text(command.argument.name),
                        zsh_values(source_of(command), choices_of(command.argument), "_plimsoll_rule"));
  }
  return text + "\n      ;;\n";
}

std::string zsh_script(const std::vector<Command>& all) {
  std::string find, rest, described;
  for (const std::string& group : groups(all)) {
    find += fmt::format(
        "    ({})\n      if (( CURRENT == 3 )); then\n        compadd -- {}\n        return\n      fi\n"
        "      command=\"$words[2] $words[3]\"\n      shift 2 words\n      (( CURRENT -= 2 ))\n      ;;\n",
        group, second_words(all, group));
  }
  for (const Command& command : all) {
    if (second_word(command).empty()) {
      find += fmt::format("    ({0})\n      command={0}\n      shift words\n      (( CURRENT -= 1 ))\n      ;;\n",
                          command.name);
    }
    rest += zsh_command(command);
  }
  return fmt::format(R"script(#compdef plimsoll
# Completion of plimsoll for zsh, written by `plimsoll completions zsh`.

_plimsoll_rule() {{
  local -a names
  names=(${{(f)"$($program rules 2>/dev/null | cut -d ' ' -f 1)"}})
  compadd "$@" -a names
}}

_plimsoll_rules() {{
  _sequence -s , _plimsoll_rule
}}

_plimsoll() {{
  local command=check program=$words[1]
  if (( CURRENT == 2 )); then
    compadd -- {commands}
  else
    case $words[2] in
{find}    esac
  fi
  case $command in
{rest}  esac
}}

_plimsoll "$@"
)script",
                     fmt::arg("find", find), fmt::arg("rest", rest), fmt::arg("commands", first_words(all)));
}

std::string fish_values(Source source, const std::vector<std::string>& choices) {
  switch (source) {
    case Source::choices:
      return fmt::format(" -x -a '{}'", fmt::join(choices, " "));
    case Source::rules:
      return " -x -a '(__fish_complete_list , __plimsoll_rules)'";
    case Source::files:
      return " -r -F";
    case Source::nothing:
      break;
  }
  return " -x";
}

std::string fish_command(const Command& command) {
  std::string text;
  const std::string line = fmt::format("complete -c plimsoll -n '__plimsoll_is \"{}\"'", command.name);
  for (const Option& option : command.options) {
    text += line + " -l " + option.name.substr(2) + (option.letter ? fmt::format(" -s {}", option.letter) : "");
    if (takes_word(option)) text += fish_values(source_of(option), option.choices);
    text += " -d " + quoted(option.help, "\\'") + "\n";
  }
  switch (source_of(command)) {
    case Source::choices:
      return text + line + fmt::format(" -f -a '{}'\n", fmt::join(choices_of(command.argument), " "));
    case Source::rules:
      return text + line + " -f -a '(__plimsoll_rules)'\n";
    case Source::nothing:
      return text + line + " -f\n";
    case Source::files:
      break;
  }
  return text;
}

std::string fish_script(const std::vector<Command>& all) {
  std::string find, offer, rest;
  std::set<std::string> offered;
  for (const Command& command : all) {
    find += fmt::format("        case '{0} *'\n            set command '{0}'\n", command.name);
    const std::string word = first_word(command);
    if (offered.insert(word).second) {
      const std::string help = second_word(command).empty() ? " -d " + quoted(command.help, "\\'") : "";
      offer += fmt::format("complete -c plimsoll -n '__plimsoll_after \"\"' -a {}{}\n", word, help);
    }
    if (!second_word(command).empty()) {
      offer += fmt::format("complete -c plimsoll -n '__plimsoll_after {}' -f -a {} -d {}\n", word, second_word(command),
                           quoted(command.help, "\\'"));
    }
    rest += fish_command(command);
  }
  return fmt::format(R"script(# Completion of plimsoll for fish, written by `plimsoll completions fish`.
# The words before the cursor, all but the first, are these.
function __plimsoll_after
    set -l words (commandline -opc)
    test "$words[2..]" = $argv[1]
end

function __plimsoll_is
    set -l words (commandline -opc)
    set -l command check
    switch "$words[2..] "
{}    end
    test "$command" = $argv[1]
end

function __plimsoll_rules
    plimsoll rules 2>/dev/null | string replace -r ' .*' ''
end

{}complete -c plimsoll -s h -l help -d 'Print this help and exit'
{})script",
                     find, offer, rest);
}

}  // namespace

Command completions_command() {
  const auto shell = std::make_shared<std::string>();
  return {.name = "completions",
          .help = "Print a script that completes command lines in a shell",
          .argument = {.name = "bash|zsh|fish",
                       .help = "The shell",
                       .set = [shell](const std::string& word) { *shell = word; }},
          .verify = [shell]() -> std::string {
            if (*shell == "bash" || *shell == "zsh" || *shell == "fish") return {};
            return "completions: '" + *shell + "' is not one of bash, zsh, fish";
          },
          .run =
              [shell] {
                const auto script = *shell == "bash" ? bash_script : *shell == "zsh" ? zsh_script : fish_script;
                return print([&](const Write& write) { write(script(commands())); });
              },
          .details = "\nTo try it in bash: source <(plimsoll completions bash)\n"};
}

}  // namespace plimsoll::cli
