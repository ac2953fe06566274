#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule privileged_flag_in_run = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"dockerfile_lint:privileged_run_container"},
    .programs = {"docker", "podman", "nerdctl"},
    .check = {[](const shell::Command& command, Context& ctx) {
                for (const shell::Word& word : command.arguments) {
                  if (word.text == "--privileged" || word.text == "--privileged=true")
                    ctx.report(word.span, "a container that is started with '{}' has the rights of its host",
                               word.text);
                }
              },
              [](const Label& label, Context& ctx) {
                for (const KeyValue& pair : label.pairs) {
                  if (!pair.value) continue;
                  const std::string_view text = pair.value->text;
                  const size_t at = text.find("--privileged");
                  const bool runs = text.find("docker ") != text.npos || text.find("podman ") != text.npos ||
                                    text.find("nerdctl ") != text.npos;
                  if (at == text.npos || !runs) continue;
                  ctx.report(label.line.span(text.substr(at, 12)),
                             "a container that is started with '--privileged' has the rights of its host");
                }
              }},
};

}  // namespace plimsoll::dockerfile
