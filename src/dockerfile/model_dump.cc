#include <fmt/format.h>

#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

std::string_view name_of_dialect(shell::Dialect dialect) {
  static constexpr std::string_view names[] = {"sh", "bash", "ash", "ksh", "zsh", "powershell", "cmd", "unknown"};
  return names[static_cast<size_t>(dialect)];
}

// What is not known is marked by "?", what a --build-arg may change by "~".
std::string text_of(const Text& text) {
  return fmt::format("{}{}{}", text.value, text.known ? "" : "?", text.from_default ? "~" : "");
}

}  // namespace

std::string dump(const Model& model) {
  std::string out;
  for (const auto& stage : model.stages()) {
    out += fmt::format("{}", stage->index);
    if (!stage->name.empty()) out += " " + stage->name;
    if (stage->parent) {
      out += fmt::format(" < {}", stage->parent->index);
    } else if (stage->scratch) {
      out += " < scratch";
    } else if (stage->from) {
      out += " < " + text_of(stage->image_text);
    }
    if (!stage->platform.value.empty()) out += " platform=" + text_of(stage->platform);
    if (stage->final) out += " final";
    if (stage->shipped) out += " shipped";
    if (!stage->reachable) out += " unreachable";
    if (stage->windows) out += " windows";
    out += fmt::format(" user={} workdir={} shell={}\n", text_of(stage->user.text), text_of(stage->workdir.text),
                       name_of_dialect(stage->shell.dialect));
  }
  return out;
}

}  // namespace plimsoll::dockerfile
