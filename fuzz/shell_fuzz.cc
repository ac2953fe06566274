// Any text as a script: places must lie in the text, and what was found must survive a look at its packages.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "shell/install.h"
#include "shell/parse.h"

namespace {

void require(bool held) {
  if (!held) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plimsoll;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  MappedText mapped;
  mapped.append(text, 0);
  const auto script = shell::parse(mapped, shell::Dialect::bash);
  auto inside = [&](Span span) { return span.begin <= span.end && span.end <= size; };
  for (const shell::Command& command : script->commands) {
    require(inside(command.span) && inside(command.name.span));
    for (const shell::Word& word : command.arguments) require(inside(word.span));
    if (command.install) {
      for (const shell::Package& package : command.install->packages) require(inside(package.span));
    }
    if (command.download) require(command.download->urls.size() == command.download->url_texts.size());
    shell::removes_of(command);
  }
  for (Span error : script->errors) require(inside(error));
  shell::parse_exec({mapped});
  return 0;
}
