#include "kubernetes/node_escape.h"

#include <fmt/format.h>

#include <algorithm>

#include "kubernetes/arguments.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

// The directories of the container that are the root of the node.
std::vector<std::string> roots_in(const Container& container) {
  std::vector<std::string> roots{"/host"};
  for (const HostPath& path : host_paths_of(*container.workload)) {
    if (path.clean != "/") continue;
    for (const Value& mount : container["volumeMounts"].items()) {
      if (mount["name"].is(path.volume["name"].string())) roots.push_back(clean_path(mount["mountPath"].string()));
    }
  }
  return roots;
}

// nsenter -t 1, -mt1, --target=1, --mount=/proc/1/ns/mnt
bool enters_init(const shell::Command& command) {
  for (size_t i = 0; i < command.arguments.size(); ++i) {
    std::string_view word = command.arguments[i].text;
    if (word.find("/proc/1/ns/") != word.npos) return true;
    const bool last = i + 1 == command.arguments.size();
    if (word == "--target=1" || (word == "--target" && !last && command.arguments[i + 1].text == "1")) return true;
    if (word.size() < 2 || word[0] != '-' || word[1] == '-') continue;
    const size_t target = word.find('t');
    if (target == word.npos) continue;
    word.remove_prefix(target + 1);
    if (word == "1" || (word.empty() && !last && command.arguments[i + 1].text == "1")) return true;
  }
  return false;
}

// The first absolute path behind the word: of chroot, which is a wrapper and has no arguments of its own.
std::string path_behind(const shell::Word& word, const shell::Command& command, const Source& source) {
  const std::string_view text = source.text().substr(word.span.end, command.span.end - word.span.end);
  const size_t begin = text.find('/');
  if (begin == text.npos) return {};
  return clean_path(text.substr(begin, text.find_first_of(" \t\r\n\"',]", begin) - begin));
}

bool mounts_device(const shell::Command& command) {
  const auto begins = [](const shell::Word& word) { return word.text.starts_with("/dev/"); };
  const auto is_mount = [](const shell::Word& word) { return word.text == "mount"; };
  const auto& words = command.arguments;
  if (command.base != "mount" && std::none_of(words.begin(), words.end(), is_mount)) return false;
  return std::any_of(words.begin(), words.end(), begins);
}

// unshare -rm sh -c 'mount /dev/sda1 /mnt'
bool mounts_device_itself(const shell::Command& command) {
  if (command.base != "unshare") return false;
  return std::any_of(command.arguments.begin(), command.arguments.end(), [](const shell::Word& word) {
    const size_t mount = word.text.find("mount ");
    return mount != std::string::npos && word.text.find("/dev/", mount) != std::string::npos;
  });
}

class Finder {
 public:
  Finder(const Container& container, const Source& source) : roots_(roots_in(container)), source_(source) {}

  void visit(const CommandLine& line) {
    const auto& commands = line.script->commands;
    const bool unshares = std::any_of(commands.begin(), commands.end(),
                                      [](const shell::Command& each) { return each.base == "unshare"; });
    for (const shell::Command& command : commands) {
      if (command.base == "nsenter" && enters_init(command))
        add(command.name.span, "'nsenter' enters the namespaces of its first process");
      visit_root(command.name, command);
      for (const shell::Word& wrapper : command.wrappers) visit_root(wrapper, command);
      if ((unshares && mounts_device(command)) || mounts_device_itself(command))
        add(command.name.span, "it mounts a device in a namespace of its own");
    }
    for (const Value& word : line.words) {
      const MappedText text = word.mapped(source_);
      for (std::string_view trick : {"release_agent", "/proc/1/root"}) {
        const size_t at = text.text().find(trick);
        if (at == std::string_view::npos) continue;
        add(text.span(at, at + trick.size()), fmt::format("'{}' is a way out of a container", trick));
      }
    }
  }

  std::vector<NodeEscape> found;

 private:
  void visit_root(const shell::Word& word, const shell::Command& command) {
    if (word.text.substr(word.text.rfind('/') + 1) != "chroot") return;
    const std::string root = path_behind(word, command, source_);
    if (std::find(roots_.begin(), roots_.end(), root) == roots_.end()) return;
    add(word.span, fmt::format("'{}' is its root directory", root));
  }

  void add(Span span, std::string how) { found.push_back({span, std::move(how)}); }

  const std::vector<std::string> roots_;
  const Source& source_;
};

}  // namespace

std::vector<NodeEscape> node_escapes_of(const Container& container, const Source& source) {
  Finder finder(container, source);
  for (const CommandLine& line : command_lines_of(container, source)) finder.visit(line);
  if (const auto line = shell_argument_of(container, source)) finder.visit(*line);
  return std::move(finder.found);
}

}  // namespace plimsoll::kubernetes
