#include "shell/install.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace plimsoll::shell {
namespace {

bool is_option(std::string_view text) { return text.size() > 1 && text[0] == '-' && text != "--"; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "pip3.11" -> "pip"
std::string_view without_version(std::string_view program) {
  while (!program.empty() && (is_digit(program.back()) || program.back() == '.' || program.back() == '-'))
    program.remove_suffix(1);
  return program;
}

using Managers = std::unordered_map<std::string_view, Fact::Entry>;

// The entries of the table by the words of one of their lists, the first that has a word.
Managers index_by(std::string_view key) {
  Managers index;
  for (const Fact::Entry entry : facts::table("package-managers").entries()) {
    for (const Fact word : entry.value[key].items()) index.emplace(word.string(), entry);
  }
  return index;
}

Fact::Entry look_up(const Managers& managers, std::string_view word) {
  const auto found = managers.find(word);
  return found == managers.end() ? Fact::Entry{} : found->second;
}

Fact::Entry manager_by_module(std::string_view module) {
  static const Managers managers = index_by("modules");
  return look_up(managers, module);
}

// Whether an option takes the next word: "-o", "--option", or a cluster that ends in such a letter, "-yo".
bool takes_next(Fact values, std::string_view option) {
  if (values.has(option)) return true;
  if (option.size() < 3 || option[1] == '-' || option.find('=') != option.npos) return false;
  for (size_t i = 1; i < option.size(); ++i) {
    const char letter[] = {'-', option[i], '\0'};
    if (values.has(letter)) return i + 1 == option.size();
  }
  return false;
}

// Arguments that are no options and no values of options, from `begin` on.
std::vector<const Word*> operands_of(const Command& command, Fact values, size_t begin) {
  std::vector<const Word*> result;
  bool all = false;
  for (size_t i = begin; i < command.arguments.size(); ++i) {
    const std::string_view text = command.arguments[i].text;
    if (all || !is_option(text)) {
      if (text == "--" && !all) {
        all = true;
      } else {
        result.push_back(&command.arguments[i]);
      }
    } else if (takes_next(values, text)) {
      ++i;
    }
  }
  return result;
}

// How many operands spell one of the subcommands; 0 if none does.
size_t match(Fact subcommands, const std::vector<const Word*>& operands) {
  size_t longest = 0;
  for (const Fact subcommand : subcommands.items()) {
    std::string_view rest = subcommand.string();
    size_t count = 0;
    while (!rest.empty() && count < operands.size()) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      if (operands[count]->text != word) break;
      ++count;
      rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    }
    if (rest.empty()) longest = std::max(longest, count);
  }
  return longest;
}

constexpr std::pair<std::string_view, Action> kActions[] = {
    {"install", Action::install}, {"install-project", Action::install}, {"remove", Action::remove},
    {"update", Action::update},   {"upgrade", Action::upgrade},         {"clean", Action::clean},
};

// pacman and dpkg: the action is a flag, "-S", "-Syu", "--install".
void select_by_flag(ManagerCall& call) {
  for (const Word& word : call.command->arguments) {
    const std::string_view text = word.text;
    if (!is_option(text)) continue;
    for (const auto& [key, action] : kActions) {
      for (const Fact flag : call.facts[key].items()) {
        const bool cluster = flag.string().size() == 2 && text[1] != '-' && text[1] == flag.string()[1];
        if (text != flag.string() && !cluster) continue;
        // Queries and cache cleaning share the letter of installing.
        if (cluster && text.find_first_of("silgcp") != text.npos && call.manager == "pacman" &&
            action == Action::install) {
          call.action = text.find('c') != text.npos ? Action::clean : Action::none;
        } else {
          call.action = action;
        }
        call.subcommand = word.span;
        return;
      }
    }
  }
}

bool any_flag(const Command& command, Fact flags) {
  for (const Fact flag : flags.items()) {
    const std::string_view name = flag.string();
    for (const Word& word : command.arguments) {
      if (word.text == name) return true;
    }
    if (name.size() == 2 && command.has_flag({name})) return true;
  }
  return false;
}

// "Name=true" in any letter case, as the value of -o or in one word with it.
bool has_setting(const Command& command, Fact names, bool wanted) {
  auto lower = [](std::string_view text) {
    std::string result(text);
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
  };
  for (const Fact name : names.items()) {
    const std::string prefix = lower(name.string()) + "=";
    for (const Word& word : command.arguments) {
      const std::string text = lower(word.text);
      const size_t at = text.find(prefix);
      if (at == std::string::npos) continue;
      const std::string value = text.substr(at + prefix.size());
      const bool yes = value == "1" || value == "true" || value == "yes" || value == "on";
      const bool no = value == "0" || value == "false" || value == "no" || value == "off";
      if (wanted ? yes : no) return true;
    }
  }
  return false;
}

// apt counts q: "-qq" and "-q -q" answer yes.
bool twice_quiet(const Command& command) {
  int count = 0;
  for (const Word& word : command.arguments) {
    if (!is_option(word.text)) continue;
    if (word.text == "--quiet") ++count;
    if (word.text[1] != '-') count += static_cast<int>(std::count(word.text.begin(), word.text.end(), 'q'));
  }
  return count >= 2;
}

// yes | apt-get install, echo y | …, install < answers
bool input_answers(const Command& command) {
  for (const Redirect& redirect : command.redirects) {
    if (redirect.op.starts_with("<") && redirect.target.text != "/dev/null") return true;
  }
  if (!command.script || command.pipeline_position == 0) return false;
  for (const Command& other : command.script->commands) {
    if (other.pipeline == command.pipeline && other.pipeline_position == command.pipeline_position - 1) {
      return other.base == "yes" || other.base == "echo" || other.base == "printf";
    }
  }
  return false;
}

bool set_by_env(const Command& command, Fact names) {
  for (const Assignment& assignment : command.assignments) {
    const std::string& value = assignment.value.text;
    if (names.has(assignment.name.text) && !value.empty() && value != "0" && value != "false" && value != "off" &&
        value != "no") {
      return true;
    }
  }
  return false;
}

// name-1.2-3.el9.x86_64: the first part that starts with a digit, if all parts behind it do or it has a dot.
size_t rpm_version(std::string_view text, Fact numbered) {
  size_t found = std::string_view::npos;
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] != '-') continue;
    if (is_digit(text[i + 1])) {
      if (found == std::string_view::npos && !numbered.has(text.substr(0, i))) found = i;
    } else if (found != std::string_view::npos && text.substr(found, i - found).find('.') == std::string_view::npos) {
      found = std::string_view::npos;
    }
  }
  return found;
}

bool is_file(std::string_view text, Fact endings) {
  if (text == "." || text.starts_with("./") || text.starts_with("../") || text.starts_with("/") ||
      text.starts_with("~/") || text.starts_with("file:") || text.starts_with(".[")) {
    return true;
  }
  for (const Fact ending : endings.items()) {
    if (text.ends_with(ending.string())) return true;
  }
  return false;
}

bool is_url(std::string_view text) {
  for (std::string_view scheme : {"git+", "hg+", "svn+", "bzr+", "github:", "gitlab:", "bitbucket:", "git@"}) {
    if (text.starts_with(scheme)) return true;
  }
  return text.find("://") != text.npos;
}

Package package_of(const Word& word, const ManagerCall& call) {
  Package package{.name = word.text, .word = &word, .span = word.span};
  const std::string_view text = word.text;
  package.from_variable = text.starts_with("$") || (!word.literal && text.find("$()") != text.npos);
  package.url = is_url(text);
  package.file = !package.url && is_file(text, call.facts["files"]);
  if (package.url || package.file) return package;
  size_t at = std::string_view::npos;
  std::string_view separator;
  if (call.facts["version"].has("-")) {
    at = rpm_version(text, call.facts["numbered-names"]);
    separator = "-";
  } else {
    for (const Fact candidate : call.facts["version"].items()) {
      const size_t found = text.find(candidate.string(), 1);
      if (found < at || (found == at && found != text.npos && candidate.string().size() > separator.size())) {
        at = found;
        separator = candidate.string();
      }
    }
  }
  if (at != std::string_view::npos) {
    package.name = std::string(text.substr(0, at));
    package.separator = std::string(separator);
    const size_t value = at + separator.size();
    package.version = std::string(text.substr(std::min(text.find_first_not_of(" ", value), text.size())));
  }
  while (!package.name.empty() && package.name.back() == ' ') package.name.pop_back();
  // Extras of Python packages: "name[a,b]".
  if (const size_t extras = package.name.find('['); extras != std::string::npos && extras > 0)
    package.name.resize(extras);
  return package;
}

std::vector<Package> packages_of(const ManagerCall& call) {
  std::vector<Package> packages;
  for (const Word* word : call.operands) packages.push_back(package_of(*word, call));
  return packages;
}

struct OptionValue {
  const Word* word;  // the one that holds the value
  std::string text;
};

// Every value given to one of `flags`: -o FILE, -oFILE, -qoFILE, --output FILE, --output=FILE. `values` tells which
// letter of a cluster takes the rest of it.
std::vector<OptionValue> values_of(const Command& command, Fact values, Fact flags) {
  std::vector<OptionValue> result;
  if (!flags.exists()) return result;
  const std::vector<Word>& words = command.arguments;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view text = words[i].text;
    if (text == "--") break;
    if (!is_option(text)) continue;
    if (const size_t equals = text.find('='); equals != text.npos && flags.has(text.substr(0, equals))) {
      result.push_back({&words[i], std::string(text.substr(equals + 1))});
      continue;
    }
    std::string_view option = text;
    std::string_view attached;
    std::string letter;
    if (text[1] != '-' && !values.has(text) && !flags.has(text)) {
      for (size_t k = 1; k < text.size(); ++k) {
        letter = {'-', text[k]};
        if (!values.has(letter)) continue;
        option = letter;
        attached = text.substr(k + 1);
        break;
      }
    }
    const bool wanted = flags.has(option);
    if (!attached.empty()) {
      if (wanted) result.push_back({&words[i], std::string(attached)});
    } else if (wanted || values.has(option)) {
      if (++i < words.size() && wanted) result.push_back({&words[i], words[i].text});
    }
  }
  return result;
}

// yarn --version
bool only_asks(const Command& command) {
  return std::any_of(command.arguments.begin(), command.arguments.end(), [](const Word& word) {
    return word.text == "--version" || word.text == "-v" || word.text == "--help" || word.text == "-h";
  });
}

// The manager that the command calls, and where its words begin.
struct Called {
  Fact::Entry entry;
  size_t begin = 0;
};

std::optional<Called> called_manager(const Command& command) {
  size_t begin = 0;
  Fact::Entry entry = command.tool;
  if (!entry.value.exists() && command.base.find("python") != std::string::npos &&
      without_version(command.base).ends_with("python")) {
    // python [options] -m pip …
    while (begin < command.arguments.size() && is_option(command.arguments[begin].text) &&
           command.arguments[begin].text != "-m")
      ++begin;
    if (begin + 1 >= command.arguments.size() || command.arguments[begin].text != "-m") return std::nullopt;
    entry = manager_by_module(command.arguments[begin + 1].text);
    begin += 2;
  }
  // Downloaders stand in the same table and install nothing.
  if (!entry.value["install"].exists()) return std::nullopt;
  return Called{entry, begin};
}

ManagerCall call_of(const Command& command, const Called& called) {
  const auto& [entry, begin] = called;
  ManagerCall call{.command = &command, .manager = entry.key, .facts = entry.value, .subcommand = command.name.span};
  call.operands = operands_of(command, call.facts["values"], begin);
  // cargo +nightly install …
  if (!call.operands.empty() && call.operands[0]->text.starts_with('+')) call.operands.erase(call.operands.begin());
  if (call.facts["flags-select"].exists()) {
    select_by_flag(call);
    return call;
  }
  size_t longest = 0;
  for (const auto& [key, action] : kActions) {
    const Fact subcommands = call.facts[key];
    const size_t count = match(subcommands, call.operands);
    const bool bare = (call.operands.empty() ? !only_asks(command) : key == "install") && subcommands.has("");
    if (count > longest || bare) {
      longest = count;
      call.action = action;
    }
  }
  if (longest > 0) {
    call.subcommand = join(call.operands[0]->span, call.operands[longest - 1]->span);
    call.operands.erase(call.operands.begin(), call.operands.begin() + static_cast<std::ptrdiff_t>(longest));
  }
  return call;
}

}  // namespace

Fact::Entry tool_named(std::string_view program) {
  static const Managers tools = index_by("programs");
  const Fact::Entry entry = look_up(tools, program);
  if (entry.value.exists()) return entry;
  const std::string_view plain = without_version(program);
  return plain.size() < program.size() ? look_up(tools, plain) : Fact::Entry{};
}

bool assumes_yes(const ManagerCall& call) {
  const Command& command = *call.command;
  const bool quiet_counts = call.facts["yes"].has("-qq") && twice_quiet(command);
  return any_flag(command, call.facts["yes"]) || quiet_counts ||
         has_setting(command, call.facts["yes-settings"], true) || input_answers(command) ||
         set_by_env(command, call.facts["yes-env"]);
}

bool has_flag_of(const ManagerCall& call, std::string_view key) { return any_flag(*call.command, call.facts[key]); }

namespace {

Install read_install(const ManagerCall& call) {
  const Command& command = *call.command;
  Install install{.command = &command, .manager = call.manager, .facts = call.facts, .subcommand = call.subcommand};
  install.packages = packages_of(call);
  const Fact values = call.facts["values"];
  for (const OptionValue& value : values_of(command, values, call.facts["requirements"]))
    install.requirements.push_back(value.word);
  for (const OptionValue& value : values_of(command, values, call.facts["virtual"])) install.virtual_group = value.word;
  install.project = install.packages.empty() && install.requirements.empty() && call.facts["install-project"].exists();
  for (const OptionValue& version : values_of(command, values, call.facts["version-flags"])) {
    for (Package& package : install.packages) {
      if (package.version.empty()) package.version = version.text;
    }
  }
  install.assume_yes = assumes_yes(call);
  install.no_recommends = any_flag(command, call.facts["no-recommends"]) ||
                          has_setting(command, call.facts["no-recommends-settings"], false);
  install.no_cache = any_flag(command, call.facts["no-cache"]) || set_by_env(command, call.facts["no-cache-env"]);
  return install;
}

}  // namespace

std::vector<Package> removes_of(const Command& command) {
  if (!command.call || command.call->action != Action::remove) return {};
  return packages_of(*command.call);
}

namespace {

Download read_download(const Command& command, Fact facts) {
  Download download{.command = &command};
  const Fact values = facts["values"];
  for (const Word* word : operands_of(command, values, 0)) {
    download.urls.push_back(word);
    download.url_texts.push_back(word->text);
  }
  for (const OptionValue& value : values_of(command, values, facts["url"])) {
    download.urls.push_back(value.word);
    download.url_texts.push_back(value.text);
  }
  for (const OptionValue& value : values_of(command, values, facts["output"])) {
    download.output = value.word;
    download.output_text = value.text;
  }
  const bool as_remote = facts["output-as-remote"].has("*") || any_flag(command, facts["output-as-remote"]);
  download.to_file = download.output ? download.output_text != "-" : as_remote;
  for (const Redirect& redirect : command.redirects) {
    if (redirect.op == ">" || redirect.op == ">>" || redirect.op == ">|" || redirect.op == "1>") {
      if (!download.to_file) {
        download.to_file = true;
        download.output = &redirect.target;
        download.output_text = redirect.target.text;
      }
    }
  }
  return download;
}

}  // namespace

void find_calls(Script& script) {
  for (Command& command : script.commands) {
    if (command.tool.value["output"].exists())
      command.download = std::make_shared<const Download>(read_download(command, command.tool.value));
    const auto called = called_manager(command);
    if (!called) continue;
    command.call = std::make_shared<const ManagerCall>(call_of(command, *called));
    if (command.call->action == Action::install)
      command.install = std::make_shared<const Install>(read_install(*command.call));
  }
}

}  // namespace plimsoll::shell
