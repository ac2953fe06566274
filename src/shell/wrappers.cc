#include "shell/wrappers.h"

#include <algorithm>
#include <string_view>

namespace plimsoll::shell {
namespace {

using Names = std::string_view;  // blank-separated

struct Wrapper {
  std::string_view name;
  Names value_letters;  // short options that take a value
  Names value_options;  // long options whose value is the next word, "=" aside
  int operands = 0;     // words before the command
  bool assignments = false;
  std::string_view script_letter = {};  // the option whose value is a script
};

constexpr Wrapper kWrappers[] = {
    {"sudo", "ugpCrtTUDRha",
     "--user --group --prompt --chdir --close-from --role --type --chroot --other-user --host "
     "--command-timeout",
     0, true},
    {"doas", "uCa", "", 0, true},
    {"env", "uCS", "--unset --chdir --split-string", 0, true},
    {"exec", "a", ""},
    {"command", "", ""},
    {"builtin", "", ""},
    {"time", "fo", "--format --output"},
    {"nice", "n", "--adjustment"},
    {"ionice", "cnpPu", "--class --classdata --pid --pgid --uid"},
    {"chrt", "TPD", "--sched-runtime --sched-period --sched-deadline", 1},
    {"taskset", "", "", 1},
    {"timeout", "sk", "--signal --kill-after", 1},
    {"nohup", "", ""},
    {"setsid", "", ""},
    {"stdbuf", "ioe", "--input --output --error"},
    {"unbuffer", "", ""},
    {"xargs", "adEILnPs", "--arg-file --delimiter --max-args --max-lines --max-procs --max-chars --process-slot-var"},
    {"eatmydata", "", ""},
    {"fakeroot", "lsib", "--lib --faked"},
    {"chroot", "", "--userspec --groups", 1},
    {"gosu", "", "", 1},
    {"su-exec", "", "", 1},
    {"s6-setuidgid", "", "", 1},
    {"setpriv", "",
     "--reuid --regid --groups --inh-caps --ambient-caps --bounding-set --securebits --selinux-label "
     "--apparmor-profile --pdeathsig"},
    {"flock", "wEc", "--timeout --wait --conflict-exit-code --command", 1, false, "c"},
    {"busybox", "", ""},
    {"catatonit", "", ""},
    {"tini", "pe", ""},
    {"dumb-init", "r", "--rewrite"},
    {"xvfb-run", "efnpsw", "--error-file --auth-file --server-num --xauth-protocol --server-args --wait"},
    {"setarch", "", "", 1},
    {"linux32", "", ""},
    {"linux64", "", ""},
};

const Wrapper* wrapper_of(std::string_view name) {
  for (const Wrapper& wrapper : kWrappers) {
    if (wrapper.name == name) return &wrapper;
  }
  return nullptr;
}

bool contains(Names names, std::string_view name) {
  while (!names.empty()) {
    const size_t end = std::min(names.find(' '), names.size());
    if (names.substr(0, end) == name) return true;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
}

bool is_assignment(std::string_view text) {
  const size_t equals = text.find('=');
  if (equals == 0 || equals == std::string_view::npos || (text[0] >= '0' && text[0] <= '9')) return false;
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(equals), [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

bool is_shell(std::string_view program) {
  const Dialect dialect = dialect_of(program);
  return dialect != Dialect::unknown && dialect != Dialect::powershell && dialect != Dialect::cmd;
}

// Where the options of a shell end, and whether one of them was -c or -s.
struct ShellOptions {
  size_t operand;
  bool command = false;
  bool input = false;
};

template <class Text>
ShellOptions shell_options(size_t begin, size_t end, Text text) {
  ShellOptions result{begin};
  for (size_t& i = result.operand; i < end; ++i) {
    const std::string_view word = text(i);
    if (word == "--" || word == "-") {
      ++i;
      break;
    }
    if (word.size() < 2 || (word[0] != '-' && word[0] != '+')) break;
    if (word.substr(0, 2) == "--") {
      if (word == "--rcfile" || word == "--init-file") ++i;
      continue;
    }
    if (word.find('c') != word.npos && word[0] == '-') result.command = true;
    if (word.find('s') != word.npos) result.input = true;
    // Each of -o and -O takes a name from the words that follow.
    i += static_cast<size_t>(std::count_if(word.begin(), word.end(), [](char c) { return c == 'o' || c == 'O'; }));
  }
  result.operand = std::min(result.operand, end);
  return result;
}

class Resolver {
 public:
  explicit Resolver(const std::vector<Word>& words) : words_(words) {}

  Resolved run() {
    while (at() < words_.size()) {
      const std::string program = program_of(words_[at()]);
      if (is_shell(program)) {
        const ShellOptions options = shell_options(at() + 1, words_.size(), [&](size_t i) { return text(i); });
        if (options.command && options.operand < words_.size()) result_.script = options.operand;
        break;
      }
      if (program == "su" || program == "runuser") {
        if (!switch_user(program == "runuser")) break;
        continue;
      }
      if (program == "eval") {
        if (at() + 2 == words_.size()) result_.script = at() + 1;
        break;
      }
      const Wrapper* wrapper = wrapper_of(program);
      if (!wrapper || !step_over(*wrapper)) break;
    }
    return std::move(result_);
  }

 private:
  size_t& at() { return result_.name; }
  std::string_view text(size_t i) const { return words_[i].text; }

  // Moves to the command that a wrapper runs; stays and returns false if it runs none.
  bool step_over(const Wrapper& wrapper) {
    size_t i = at() + 1;
    std::vector<size_t> assignments;
    int operands = wrapper.operands;
    for (; i < words_.size(); ++i) {
      const std::string_view word = text(i);
      if (word == "--") {
        if (operands > 0) continue;
        ++i;
        break;
      }
      if (word.size() > 1 && word[0] == '-') {
        if (wrapper.name == "command" && (word == "-v" || word == "-V")) return false;
        if (!option(wrapper, word, i)) return false;
      } else if (wrapper.assignments && is_assignment(word)) {
        assignments.push_back(i);
      } else if (operands > 0) {
        --operands;
      } else {
        break;
      }
    }
    if (i >= words_.size()) return false;
    result_.wrappers.push_back(at());
    result_.assignments.insert(result_.assignments.end(), assignments.begin(), assignments.end());
    at() = i;
    return true;
  }

  // Skips the value of an option; false if the value is a script, which ends the search.
  bool option(const Wrapper& wrapper, std::string_view word, size_t& i) {
    if (word[1] == '-') {
      if (word == "--command" && !wrapper.script_letter.empty()) return script_at(i + 1);
      if (contains(wrapper.value_options, word)) ++i;
      return true;
    }
    for (size_t letter = 1; letter < word.size(); ++letter) {
      if (wrapper.value_letters.find(word[letter]) == Names::npos) continue;
      if (letter + 1 == word.size()) {
        if (!wrapper.script_letter.empty() && word[letter] == wrapper.script_letter[0]) return script_at(i + 1);
        ++i;
      }
      break;
    }
    return true;
  }

  bool script_at(size_t i) {
    if (i < words_.size()) result_.script = i;
    return false;
  }

  // su [-] [user] -c script; runuser -u user [--] command.
  bool switch_user(bool runs_commands) {
    bool user = false;
    for (size_t i = at() + 1; i < words_.size(); ++i) {
      const std::string_view word = text(i);
      if (word == "-c" || word == "--command" ||
          (word.size() > 2 && word[0] == '-' && word[1] != '-' && word.back() == 'c')) {
        return script_at(i + 1);
      }
      if (word == "-u" || word == "--user") {
        user = true;
        ++i;
      } else if (contains("-s --shell -g --group -G --supp-group -w --whitelist-environment", word)) {
        ++i;
      } else if (runs_commands && user && word != "--" && (word.empty() || word[0] != '-')) {
        result_.wrappers.push_back(at());
        at() = i;
        return true;
      }
    }
    return false;
  }

  const std::vector<Word>& words_;
  Resolved result_;
};

}  // namespace

std::string program_of(const Word& word) {
  std::string_view name = word.text;
  const size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  if (!word.literal && name.find_first_of("$*?[{~") != std::string_view::npos) return {};
  if (name.size() > 4 && name.substr(name.size() - 4) == ".exe") name.remove_suffix(4);
  return std::string(name);
}

Dialect dialect_of(std::string_view program) {
  // Most programs are none, as their last letter shows.
  if (program.empty() || find_any("hld3eHLDE", program.substr(program.size() - 1)) == program.npos)
    return Dialect::unknown;
  const size_t slash = program.find_last_of("/\\");
  if (slash != std::string_view::npos) program.remove_prefix(slash + 1);
  if (program.size() < 2 || program.size() > 14) return Dialect::unknown;
  std::string name;
  for (char c : program) name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (name.size() > 4 && name.ends_with(".exe")) name.resize(name.size() - 4);
  if (name == "sh" || name == "dash") return Dialect::sh;
  if (name == "bash" || name == "rbash") return Dialect::bash;
  if (name == "ash") return Dialect::ash;
  if (name == "ksh" || name == "mksh" || name == "ksh93") return Dialect::ksh;
  if (name == "zsh") return Dialect::zsh;
  if (name == "powershell" || name == "pwsh") return Dialect::powershell;
  if (name == "cmd") return Dialect::cmd;
  return Dialect::unknown;
}

Resolved resolve(const std::vector<Word>& words) { return Resolver(words).run(); }

bool reads_script_from_input(const Command& command) {
  if (!is_shell(command.base)) return false;
  const std::vector<Word>& words = command.arguments;
  const ShellOptions options =
      shell_options(0, words.size(), [&](size_t i) { return std::string_view(words[i].text); });
  return !options.command && (options.input || options.operand == words.size());
}

}  // namespace plimsoll::shell
