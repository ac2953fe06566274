#include <algorithm>

#include "context.h"
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

}  // namespace

extern constinit const Rule node_escape_command = {
    .severity = Severity::error,
    .group = Group::security,
    .check =
        [](const Container& container, Context& ctx) {
          const std::vector<std::string> roots = roots_in(container);
          const auto report = [&](Span span, std::string_view what) {
            ctx.report(span, "container '{}' leaves for the node: {}", container.name(), what);
          };
          for (const CommandLine& line : command_lines_of(container, ctx.source())) {
            const auto& commands = line.script->commands;
            const bool unshares = std::any_of(commands.begin(), commands.end(),
                                              [](const shell::Command& each) { return each.base == "unshare"; });
            Span entered;
            for (const shell::Command& command : commands) {
              if (command.base == "nsenter" && enters_init(command))
                report(command.name.span, "'nsenter' enters the namespaces of its first process");
              std::vector<const shell::Word*> programs{&command.name};
              for (const shell::Word& wrapper : command.wrappers) programs.push_back(&wrapper);
              for (const shell::Word* word : programs) {
                if (word->text.substr(word->text.rfind('/') + 1) != "chroot" || entered == word->span) continue;
                const std::string root = path_behind(*word, command, ctx.source());
                if (std::find(roots.begin(), roots.end(), root) == roots.end()) continue;
                report(word->span, fmt::format("'{}' is its root directory", root));
                entered = word->span;
              }
              if (unshares && mounts_device(command))
                report(command.name.span, "it mounts a device in a namespace of its own");
            }
            for (const Value& word : line.words) {
              const MappedText text = word.mapped(ctx.source());
              for (std::string_view trick : {"release_agent", "/proc/1/root"}) {
                const size_t at = text.text().find(trick);
                if (at == std::string_view::npos) continue;
                report(text.span(at, at + trick.size()), fmt::format("'{}' is a way out of a container", trick));
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
