#include "dockerfile/layer_files.h"

#include <algorithm>
#include <iterator>

#include "dockerfile/build_tools.h"
#include "dockerfile/predefined.h"
#include "facts/facts.h"
#include "glob.h"
#include "memo.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

constexpr int kMaxGlobs = 64;      // keeps the work linear
constexpr size_t kMaxPath = 4096;  // Linux takes no longer ones
constexpr int kMaxAbove = 64;
constexpr size_t kMaxVariables = 16;

std::string_view last_part(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return path.substr(path.rfind('/') + 1);
}

std::string below(std::string_view folder, std::string_view name) {
  return std::string(folder) + (folder.ends_with('/') ? "" : "/") + std::string(name);
}

// "https://host/a.tgz?x" -> "a.tgz"
std::string_view name_in_url(std::string_view url) { return last_part(url.substr(0, find_any(url, "?#"))); }

bool is_url(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

// A name with an extension is a file; others may be either.
bool is_file_name(std::string_view path) {
  const std::string_view name = last_part(path);
  const size_t dot = name.rfind('.');
  return !path.ends_with('/') && dot != name.npos && dot > 0 && dot + 1 < name.size();
}

// gunzip x.gz leaves x.
bool replaces_archive(const shell::Command& command) {
  const bool unpacks = command.base == "gunzip" || command.base == "bunzip2" || command.base == "unxz";
  const bool packs = command.base == "gzip" || command.base == "bzip2" || command.base == "xz";
  return (unpacks || packs) && !command.has_flag({"-c", "--stdout", "--to-stdout", "-k", "--keep", "-t", "-l"});
}

bool changes_folder(const shell::Command& command) {
  return command.base == "cd" || command.base == "pushd" || command.base == "popd";
}

// "/opt/app/x": nothing to clean.
bool is_clean(std::string_view path) {
  return path.size() > 1 && path[0] == '/' && path.back() != '/' && path.find("//") == path.npos &&
         path.find("/.") == path.npos && path.find('\\') == path.npos && path.size() <= kMaxPath;
}

std::string joined(const Text& folder, std::string_view path) {
  if (is_clean(path)) return std::string(path);
  while (path.starts_with("./") && path.size() > 2) path.remove_prefix(2);
  Text text;
  text.value = path;
  std::string result = join_workdir(folder, text, false).value;
  while (result.size() > 1 && (result.ends_with('/') || result.ends_with("/."))) result.resize(result.rfind('/'));
  // What is below an unknown folder is not cleaned.
  if (result.starts_with("${") && result.find("/.") != result.npos) return {};
  return result.size() > kMaxPath ? std::string() : result;
}

}  // namespace

ScriptFolder::ScriptFolder(const Instruction& run) : run_(run), now_(run.model->workdir_at(run).text) {}

std::string ScriptFolder::path_of(const shell::Word& word) const {
  if (word.literal || word.variables.empty()) return path_of(word.text);
  if (word.variables.size() > kMaxVariables) return {};
  std::string text = word.text;
  for (const std::string& name : word.variables) {
    const Binding binding = run_.model->variable(name, run_);
    std::string value;
    if (name == "HOME") {
      value = home_at(run_);
    } else if (binding.declared() && binding.variable.state == Variable::State::known) {
      value = binding.variable.value;
    } else {
      return {};
    }
    const std::string written = "${" + name + "}";
    const size_t at = text.find(written);
    if (at == text.npos) return {};
    text.replace(at, written.size(), value);
  }
  return path_of(std::move(text));
}

std::string ScriptFolder::path_of(std::string text) const {
  if (text.empty() || text.find("$(") != text.npos || find_any(text, "{}?[") != text.npos) return {};
  if (text == "~" || text.starts_with("~/")) text.replace(0, 1, home_at(run_));
  if (text.find('$') != text.npos || (lost_ && text[0] != '/')) return {};
  return joined(now_, text);
}

void ScriptFolder::enter(const shell::Command& command) {
  if (!changes_folder(command)) return;
  if (command.base == "popd") {
    lost_ = true;
    return;
  }
  const auto operands = command.operands();
  const std::string path = operands.size() == 1 && command.depth == 0 ? path_of(*operands[0]) : "";
  if (path.empty()) {
    lost_ = true;
    return;
  }
  lost_ = false;
  if (path.starts_with("${")) {
    now_.value = path;
  } else {
    now_ = Text{};
    now_.value = path;
  }
}

std::vector<LayerFile> files_of(const Transfer& transfer) {
  std::vector<LayerFile> files;
  if (!transfer.destination || transfer.trigger_of || !transfer.model || (transfer.stage && transfer.stage->windows))
    return files;
  const Text to = transfer.model->expand(transfer.destination->text, transfer);
  if (!to.known || to.value.empty()) return files;
  const bool into = to.value.ends_with('/') || to.value.ends_with('.') || transfer.sources.size() > 1;
  const std::string path = joined(transfer.model->workdir_at(transfer).text, to.value);
  if (path.empty()) return files;
  for (const Word& source : transfer.sources) {
    const Text from = transfer.model->expand(source.text, transfer);
    LayerFile file{path, true, false, transfer.destination->span, &transfer};
    if (source.text.starts_with("<<")) {
      file.folder = false;
    } else if (is_url(from.value)) {
      file.folder = false;
      file.download = true;
      if (into) file.path = below(path, name_in_url(from.value));
    } else if (from.known && is_file_name(from.value) && from.value.find_first_of("*?[") == from.value.npos) {
      file.folder = transfer.keyword == Keyword::add && from.value.find(".t") != from.value.npos &&
                    is_archive_name(from.value);  // which ADD unpacks
      if (into && !file.folder) file.path = below(path, last_part(from.value));
      if (is_archive_name(from.value)) file.span = source.span;
    }
    files.push_back(std::move(file));
  }
  return files;
}

std::vector<LayerFile> files_of(const shell::Command& command, const ScriptFolder& folder) {
  std::vector<LayerFile> files;
  const auto add = [&](std::string path, bool tree, bool download, Span span) {
    if (!path.empty() && path.find('*') == path.npos)
      files.push_back({std::move(path), tree, download, span, command.script->instruction});
  };
  const std::string& base = command.base;
  if (base == "git" && command.is("git", {"clone"})) {
    const auto operands = command.operands();
    const auto url = std::find_if(operands.begin(), operands.end(), [](const shell::Word* word) {
      return word->text.find("://") != std::string::npos || word->text.find('@') != std::string::npos;
    });
    if (url == operands.end()) return files;
    std::string name(last_part((*url)->text));
    if (name.ends_with(".git")) name.resize(name.size() - 4);
    const bool named = std::next(url) != operands.end();
    add(named ? folder.path_of(**std::next(url)) : folder.path_of(name), true, true,
        named ? (*std::next(url))->span : (*url)->span);
  } else if (base == "tar" || base == "bsdtar") {
    const bool extracts =
        command.has_flag({"-x", "--extract", "--get"}) ||
        (!command.arguments.empty() && command.arguments[0].text[0] != '-' && command.arguments[0].text.find('x') < 5);
    if (!extracts) return files;
    std::string directory;
    const shell::Word* value = command.flag_value({"-C", "--directory"}, &directory);
    if (value) add(value->literal ? folder.path_of(directory) : folder.path_of(*value), true, false, value->span);
  } else if (const auto& download = command.download; download && download->to_file) {
    if (download->output) {
      const bool plain = download->output->text == download->output_text;
      add(plain ? folder.path_of(*download->output) : folder.path_of(download->output_text), false, true,
          download->output->span);
    } else if (!download->urls.empty()) {
      std::string prefix;
      if (command.base == "wget") command.flag_value({"-P", "--directory-prefix"}, &prefix);
      if (command.base == "curl") command.flag_value({"--output-dir"}, &prefix);
      for (size_t i = 0; i < download->urls.size(); ++i) {
        if (!is_url(download->url_texts[i])) continue;
        const std::string name(name_in_url(download->url_texts[i]));
        if (name.find('$') != name.npos || name.empty()) continue;
        add(folder.path_of(prefix.empty() ? name : below(prefix, name)), false, true, download->urls[i]->span);
      }
    }
  }
  return files;
}

std::vector<DeletedPath> deletions_of(const shell::Command& command, const ScriptFolder& folder) {
  std::vector<DeletedPath> result;
  if (command.base != "rm" && command.base != "mv" && command.base != "unlink" && !replaces_archive(command))
    return result;
  auto operands = command.operands();
  if (command.base == "mv" && !operands.empty()) operands.pop_back();
  for (const shell::Word* operand : operands) {
    std::string path = folder.path_of(*operand);
    if (!path.empty() && path != "/") result.push_back({std::move(path), operand});
  }
  return result;
}

void LayerFiles::add(LayerFile file) {
  std::string path = file.path;
  files_.insert_or_assign(std::move(path), std::move(file));
}

const LayerFile* LayerFiles::find(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

std::vector<LayerFile> LayerFiles::take(const std::string& path) {
  std::vector<LayerFile> taken;
  const auto move_out = [&](auto at) {
    taken.push_back(std::move(at->second));
    return files_.erase(at);
  };
  if (path.find('*') == path.npos) {
    if (const auto same = files_.find(path); same != files_.end()) move_out(same);
    const std::string folder = path + "/";
    for (auto at = files_.lower_bound(folder); at != files_.end() && at->first.starts_with(folder);) at = move_out(at);
    return taken;
  }
  if (++globs_ > kMaxGlobs) return taken;
  const auto depth = std::count(path.begin(), path.end(), '/');
  const size_t parent = path.rfind('/', path.find('*'));
  const std::string start = parent == path.npos ? "" : path.substr(0, parent);
  for (auto at = files_.lower_bound(start); at != files_.end() && at->first.starts_with(start);) {
    const std::string& file = at->first;
    // The part of the file's path that is as deep as the pattern.
    size_t cut = file.find('/', file.starts_with('/') ? 1 : 0);
    for (auto left = file.starts_with('/') ? depth - 1 : depth; left > 0 && cut != file.npos; --left)
      cut = file.find('/', cut + 1);
    const bool all_in_folder = at->second.folder && file == start && path.ends_with("/*");
    const std::string_view head = std::string_view(file).substr(0, cut);
    const bool fits = std::count(head.begin(), head.end(), '/') == depth && fits_glob(path, head);
    at = fits || all_in_folder ? move_out(at) : std::next(at);
  }
  return taken;
}

std::vector<const LayerFile*> LayerFiles::around(const std::string& path) const {
  std::vector<const LayerFile*> result;
  if (const auto* same = find(path)) result.push_back(same);
  const std::string folder = path + "/";
  for (auto at = files_.lower_bound(folder); at != files_.end() && at->first.starts_with(folder); ++at) {
    result.push_back(&at->second);
    if (result.size() == 4) break;
  }
  int left = kMaxAbove;
  for (size_t end = path.rfind('/'); end != path.npos && end > 0 && left-- > 0; end = path.rfind('/', end - 1)) {
    const auto* above = find(path.substr(0, end));
    if (above && above->folder && !facts::table("layer-files")["shared-folders"].has(above->path))
      result.push_back(above);
  }
  return result;
}

bool is_archive_name(std::string_view path) {
  static const Fact archives = facts::table("layer-files")["archives"];
  for (Fact end : archives.items()) {
    if (path.ends_with(end.string())) return true;
  }
  return false;
}

namespace {

void add_commands(const shell::Script& script, LayerStep& step) {
  step.folders.emplace_back(*step.instruction);
  step.ran.reserve(step.ran.size() + script.commands.size());
  for (const shell::Command& command : script.commands) {
    const ScriptFolder& folder = step.folders.back();
    LayerStep::Ran ran{&command, &folder, deletions_of(command, folder), files_of(command, folder)};
    std::erase_if(ran.brought, [&](const LayerFile& file) { return step.mounted->holds(file.path); });
    step.ran.push_back(std::move(ran));
    if (!changes_folder(command)) continue;
    step.folders.push_back(folder);
    step.folders.back().enter(command);
  }
}

std::vector<LayerStep> read_steps(const Stage& stage) {
  std::vector<const Stage*> chain = chain_of(stage);
  std::reverse(chain.begin(), chain.end());
  std::vector<LayerStep> steps;
  size_t count = 0;
  for (const Stage* each : chain) count += each->instructions.size();
  steps.reserve(count);
  for (const Stage* each : chain) {
    for (const Instruction* instruction : each->instructions) {
      LayerStep& step = steps.emplace_back();
      step.instruction = instruction;
      if (instruction->keyword == Keyword::copy || instruction->keyword == Keyword::add) {
        step.copied = files_of(static_cast<const Transfer&>(*instruction));
      } else if (instruction->keyword == Keyword::run) {
        step.mounted.emplace(static_cast<const Run&>(*instruction));
        for (const shell::Script* script : instruction->scripts) add_commands(*script, step);
      }
    }
  }
  return steps;
}

}  // namespace

std::shared_ptr<const std::vector<LayerStep>> layer_steps(const Stage& stage) {
  thread_local Memo<std::shared_ptr<const std::vector<LayerStep>>> memo;
  return memo.get(&stage, [&] { return std::make_shared<const std::vector<LayerStep>>(read_steps(stage)); });
}

}  // namespace plimsoll::dockerfile
