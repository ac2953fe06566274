#include "dockerfile/build_tools.h"

#include <algorithm>
#include <map>
#include <span>

#include "dockerfile/predefined.h"
#include "facts/facts.h"
#include "glob_set.h"
#include "memo.h"

namespace plimsoll::dockerfile {
namespace {

using Words = std::span<const shell::Word>;

Fact table() {
  static const Fact facts = facts::table("build-tools");
  return facts;
}

bool is_flag(std::string_view text) { return text.size() > 1 && text[0] == '-'; }

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool has_build_flag(Words words, Fact flags) {
  for (const shell::Word& word : words) {
    for (Fact flag : flags.items()) {
      const bool attached = flag.string().size() == 2 && word.text.starts_with(flag.string());
      if (word.text == flag.string() || attached) return true;
    }
  }
  return false;
}

// One of the operands is a subcommand that builds: "mvn clean package", "npm --prefix ui run build", "gradle :app:jar".
bool has_build_subcommand(Words words, Fact entry, bool paths) {
  bool after_runner = false;
  for (const shell::Word& word : words) {
    std::string_view text = word.text;
    if (is_flag(text)) continue;
    if (after_runner && fits_any(entry["scripts"], text)) return true;
    after_runner = false;
    if (paths) text.remove_prefix(text.rfind(':') + 1);
    if (!fits_any(entry["subcommands"], text)) continue;
    if (!entry["scripts"].exists() || !text.starts_with("run")) return true;
    after_runner = true;
  }
  return false;
}

bool is_build(std::string_view program, Words words) {
  static const Fact commands = table()["commands"];
  const Fact entry = commands[program];
  if (!entry.exists()) return false;
  for (const shell::Word& word : words) {
    if (entry["unless"].has(word.text)) return false;
  }
  return entry["always"].exists() || has_build_flag(words, entry["flags"]) ||
         has_build_subcommand(words, entry, program.starts_with("gradle"));
}

// The packages of a family of managers.
struct Family {
  GlobSet tools, keep;
};

// By manager.
std::map<std::string_view, Family> families() {
  std::map<std::string_view, Family> all;
  for (const auto& [manager, family] : table()["families"].entries()) {
    const Fact packages = table()["packages"][family.string()];
    if (packages.exists()) all.emplace(manager, Family{GlobSet(packages["tools"]), GlobSet(packages["keep"])});
  }
  return all;
}

// The packages among a command's that are build tools.
Tools tools_installed(const shell::Command& command, Names extra, Names spared) {
  Tools found{.command = &command, .tools = {}, .group = {}};
  const auto& install = command.install;
  if (!install) return found;
  static const std::map<std::string_view, Family> known = families();
  static const Fact companion_names = table()["companions"];
  if (install->virtual_group) found.group = install->virtual_group->text;
  if (found.group.starts_with("-")) found.group.erase(0, found.group.find('=') + 1);
  const auto family = known.find(install->manager);
  std::vector<Tool> companions;
  for (const shell::Package& package : install->packages) {
    if (package.file || package.url || package.from_variable || fits_any(spared, package.name)) continue;
    const bool tool =
        family != known.end() && family->second.tools.fits(package.name) && !family->second.keep.fits(package.name);
    if (tool || fits_any(extra, package.name)) {
      found.tools.push_back({package.name, package.span});
    } else if (family != known.end() && companion_names.has(package.name)) {
      companions.push_back({package.name, package.span});
    }
  }
  if (found.tools.empty()) return found;
  found.tools.insert(found.tools.end(), companions.begin(), companions.end());
  std::sort(found.tools.begin(), found.tools.end(), [](const Tool& a, const Tool& b) { return a.span < b.span; });
  return found;
}

struct Toolchain {
  Tools tools;
  std::string_view language;
};

std::optional<Toolchain> toolchain_downloaded(const shell::Command& command, Names spared) {
  const auto& download = command.download;
  if (!download) return std::nullopt;
  for (size_t i = 0; i < download->urls.size(); ++i) {
    for (const auto& [address, language] : table()["downloads"].entries()) {
      if (download->url_texts[i].find(address) == std::string::npos) continue;
      const std::string name = std::string(language.string()) + " toolchain";
      if (fits_any(spared, name)) return std::nullopt;
      return Toolchain{{&command, {{name, download->urls[i]->span}}, {}}, language.string()};
    }
  }
  return std::nullopt;
}

// What a RUN takes away.
struct Removals {
  bool anything = false;                  // it cannot be known what
  std::vector<std::string> names;         // packages and groups, with "*"
  std::vector<std::string_view> folders;  // operands of rm -r

  void add(const shell::Command& command) {
    for (const shell::Package& package : shell::removes_of(command)) {
      if (package.from_variable) anything = true;
      std::string glob;
      for (char c : package.name) {
        if (c != '.' && c != '^' && c != '$') glob += c;
        if (c == '.' && package.name.find('*') == std::string::npos) glob += c;
      }
      names.push_back(std::move(glob));
    }
    const bool auto_marked = command.base == "apt-mark" && command.is("apt-mark", {"auto"});
    const bool undone = (command.base == "yum" || command.base == "dnf") && command.is(command.base, {"history"});
    if (auto_marked || undone || command.is("rustup", {"self", "uninstall"})) anything = true;
    if (command.base == "rm" && command.has_flag({"-r", "-R", "--recursive"})) {
      for (const shell::Word* word : command.operands()) folders.push_back(word->text);
    }
  }

  bool holds(std::string_view name) const {
    return anything ||
           std::any_of(names.begin(), names.end(), [&](const std::string& glob) { return fits_glob(glob, name); });
  }

  bool holds(const Toolchain& toolchain) const {
    for (Fact part : table()["folders"][toolchain.language].items()) {
      for (std::string_view folder : folders) {
        if (lower(folder).find(part.string()) != std::string::npos) return true;
      }
    }
    return anything;
  }
};

}  // namespace

std::vector<const Stage*> chain_of(const Stage& stage) {
  std::vector<const Stage*> chain;
  for (const Stage* at = &stage; at; at = at->parent) chain.push_back(at);
  return chain;
}

std::optional<Build> build_of(const shell::Command& command) {
  static const Fact runners = table()["runners"], commands = table()["commands"];
  std::string_view program = command.base;
  Words words = command.arguments;
  if (runners.has(program)) {
    const auto next =
        std::find_if(words.begin(), words.end(), [](const shell::Word& word) { return !is_flag(word.text); });
    if (next == words.end()) return std::nullopt;
    program = file_name(next->text);
    words = words.subspan(static_cast<size_t>(next - words.begin()) + 1);
  }
  if (!is_build(program, words)) return std::nullopt;
  const Fact entry = commands[program];
  return Build{&command, entry["language"].string(), entry["yields"].string() == "static"};
}

bool serves(std::string_view toolchain, const Build& build) {
  const std::string_view language = build.language;
  if (language == toolchain || language == "C or C++" || toolchain == "development") return true;
  const auto is_c = [](std::string_view name) {
    return name == "C" || name == "C++" || name == "Fortran" || name == "C and C++" || name == "CUDA";
  };
  const auto is_jvm = [](std::string_view name) {
    return name == "Java" || name == "Kotlin" || name == "Scala" || name == "Clojure";
  };
  return (is_c(toolchain) && is_c(language)) || (is_jvm(toolchain) && is_jvm(language));
}

namespace {

ToolsOfRun find_tools(const Instruction& run, Names extra, Names spared) {
  std::vector<Tools> installed;
  std::vector<Toolchain> downloaded;
  Removals removals;
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      Tools tools = tools_installed(command, extra, spared);
      if (!tools.tools.empty()) installed.push_back(std::move(tools));
      if (auto toolchain = toolchain_downloaded(command, spared)) downloaded.push_back(std::move(*toolchain));
      removals.add(command);
    }
  }
  ToolsOfRun result;
  for (Tools& tools : installed) {
    const size_t before = tools.tools.size();
    const bool whole = !tools.group.empty() && removals.holds(tools.group);
    std::erase_if(tools.tools, [&](const Tool& tool) { return whole || removals.holds(tool.name); });
    result.removes_some |= tools.tools.size() < before;
    if (!tools.tools.empty()) result.left.push_back(std::move(tools));
  }
  for (Toolchain& toolchain : downloaded) {
    const bool removed = removals.holds(toolchain);
    result.removes_some |= removed;
    if (!removed) result.left.push_back(std::move(toolchain.tools));
  }
  return result;
}

}  // namespace

ToolsOfRun tools_of(const Instruction& run, Names extra, Names spared) {
  thread_local Memo<ToolsOfRun> memo;
  if (!extra.empty() || !spared.empty()) return find_tools(run, extra, spared);
  return memo.get(&run, [&] { return find_tools(run, {}, {}); });
}

const shell::Command* start_of(const Stage& stage) {
  for (Keyword keyword : {Keyword::entrypoint, Keyword::cmd}) {
    const Instruction* start = stage.last(keyword);
    if (!start) continue;
    for (const shell::Script* script : start->scripts) {
      // The last one: what stands before it in a list prepares it.
      if (!script->commands.empty()) return &script->commands.back();
    }
  }
  return nullptr;
}

bool starts_with_tool(const shell::Command& start, const Tools& tools) {
  return std::any_of(tools.tools.begin(), tools.tools.end(), [&](const Tool& tool) {
    if (tool.name == start.base) return true;
    for (const auto& [glob, programs] : table()["runtimes"].entries()) {
      if (fits_glob(glob, tool.name) && programs.has(start.base)) return true;
    }
    return false;
  });
}

bool serves_files(const shell::Command& start) {
  if (table()["static-servers"].has(start.base)) return true;
  if (!table()["runners"].has(start.base)) return false;
  const auto operands = start.operands();
  return !operands.empty() && table()["static-servers"].has(operands[0]->text);
}

bool is_build_name(std::string_view name) {
  static const Fact words = table()["build-names"];
  const std::string text = lower(name);
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find_first_of("-_./: ", begin), text.size());
    if (words.has(std::string_view(text).substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

bool is_for_building(const Stage& stage, std::string_view path) {
  thread_local Memo<bool> memo;
  return memo.get(&stage, [&] {
    const size_t slash = path.rfind('/');
    const std::string_view folder = slash == path.npos ? std::string_view() : file_name(path.substr(0, slash));
    return is_build_name(stage.name) || is_build_name(file_name(path)) || folder == ".devcontainer" ||
           path.find(".devcontainer/") != path.npos;
  });
}

}  // namespace plimsoll::dockerfile
