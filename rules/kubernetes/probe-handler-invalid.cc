#include <algorithm>
#include <array>

#include "context.h"
#include "kubernetes/probes.h"
#include "shell/script.h"

namespace plimsoll::kubernetes {
namespace {

// C:\Program Files\app\check.exe
bool has_drive(std::string_view path) {
  return path.size() > 2 && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
}

template <class Words>
bool is_one_of(std::string_view word, const Words& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "|", ">" and their like mean something to these themselves.
bool has_own_operators(const Value& program) {
  constexpr std::array<std::string_view, 4> kPrograms = {"test", "[", "find", "expr"};
  const std::string_view name = program.string();
  return is_one_of(name.substr(name.rfind('/') + 1), kPrograms);
}

// What only a shell understands: a word of its own, or what follows a URL.
bool is_operator(std::string_view word, bool own) {
  constexpr std::array<std::string_view, 7> kAlways = {"&&",          "||",          ">>",  ">/dev/null",
                                                       "2>/dev/null", "&>/dev/null", "2>&1"};
  constexpr std::array<std::string_view, 4> kMostly = {"|", ">", "<", ";"};
  const bool url = word.starts_with("http://") || word.starts_with("https://");
  return is_one_of(word, kAlways) || (!own && is_one_of(word, kMostly)) ||
         (url && (word.find(" || ") != word.npos || word.find(" && ") != word.npos));
}

void check_command(const Value& exec, std::string_view kind, bool windows, Context& ctx) {
  const Value command = exec["command"];
  if (command.missing() || (command.is_list() && command.size() == 0)) {
    ctx.report(command.span(), "the {} probe has no command to run", kind);
    return;
  }
  const std::vector<Value> words = command.items();
  const bool shell = std::any_of(words.begin(), words.end(), [](const Value& word) {
    const std::string_view text = word.string();
    return shell::dialect_of(text) != shell::Dialect::unknown || text.ends_with(".sh");
  });
  if (shell || words.empty() || windows) return;
  if (const std::string_view only = words[0].string(); words.size() == 1 && only.find(' ') != only.npos) {
    if (!words[0].templated() && !has_drive(only))
      ctx.report(words[0].span(), "no shell runs the {} probe, so it looks for a program of this whole name", kind);
    return;
  }
  const bool own = std::any_of(words.begin(), words.end(), has_own_operators);
  for (const Value& word : words) {
    if (!is_operator(word.string(), own)) continue;
    ctx.report(word.span(), "no shell runs the {} probe, so '{}' is an argument of '{}'", kind, word.string(),
               words[0].string());
    return;
  }
}

void check_http(const Value& request, std::string_view kind, Context& ctx) {
  const Value path = request["path"], scheme = request["scheme"];
  if (path.is_scalar() && !path.templated() && !path.string().empty() && !path.string().starts_with('/')) {
    ctx.report(path.span(), "path '{}' of the {} probe does not start with a slash", path.string(), kind)
        .severity(Severity::info);
  }
  if (!scheme.is_scalar() || scheme.templated() || scheme.string().empty() || scheme.is("HTTP") || scheme.is("HTTPS"))
    return;
  ctx.report(scheme.span(), "scheme '{}' of the {} probe is neither HTTP nor HTTPS", scheme.string(), kind);
}

}  // namespace

extern constinit const Rule probe_handler_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Container& container, Context& ctx) {
          for (const Probe& probe : probes_of(container)) {
            std::vector<Value> handlers;
            for (const char* name : {"exec", "httpGet", "tcpSocket", "grpc"}) {
              if (const Value handler = probe.value[name]; handler.present()) handlers.push_back(handler);
            }
            // A patch changes the times only, and Knative fills in the handler.
            const bool whole =
                container["image"].present() && container.workload->object->group != "serving.knative.dev";
            if (handlers.empty() && whole && !probe.value["httpGet"].templated()) {
              ctx.report(probe.value.key_span(), "the {} probe does not say what to ask", probe.kind);
            } else if (handlers.size() > 1) {
              ctx.report(handlers[1].key_span(), "the {} probe already asks '{}', and only one can be asked",
                         probe.kind, ctx.source().text(handlers[0].key_span()));
            }
            for (const char* name : {"httpGet", "tcpSocket", "grpc"}) {
              const Value handler = probe.value[name];
              if (handler.is_map() && handler["port"].missing() && whole)
                ctx.report(handler.key_span(), "the {} probe names no port", probe.kind);
            }
            if (probe.value["exec"].is_map())
              check_command(probe.value["exec"], probe.kind, container.workload->windows, ctx);
            check_http(probe.value["httpGet"], probe.kind, ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
