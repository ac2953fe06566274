#include <algorithm>

#include "context.h"
#include "dockerfile/switches.h"
#include "dockerfile/written_text.h"

namespace plimsoll::dockerfile {
namespace {

// A line "insecure" or "-k" in a file of options for curl.
void check_file(const WrittenText& written, Context& ctx) {
  if (!written.file.ends_with("curlrc")) return;
  const std::string_view text = written.text.text();
  for (std::string_view word : {"insecure", "-k"}) {
    const size_t at = text.find(word);
    if (at != text.npos)
      ctx.report(written.text.span(at, at + word.size()), "'{}' makes curl accept any certificate", word);
  }
}

bool asks_itself(const shell::Command& command) {
  return std::any_of(command.arguments.begin(), command.arguments.end(), [](const shell::Word& word) {
    return word.text.find("://localhost") != std::string::npos || word.text.find("://127.") != std::string::npos ||
           word.text.find("://[::1]") != std::string::npos;
  });
}

}  // namespace

extern constinit const Rule curl_insecure = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV2_DOCKER_2", "sonar:S4830", "cis-docker:4.11"},
    .programs = {"curl", "echo", "printf", "tee", "cat"},
    .check = {[](const shell::Command& command, Context& ctx) {
                static const Fact flags = facts::table("verification-switches")["curl-insecure"]["flags"];
                if (command.base != "curl") {
                  for (const WrittenText& written : texts_written_by(command)) check_file(written, ctx);
                  return;
                }
                const Instruction* instruction = command.script->instruction;
                const bool probe = instruction && instruction->keyword == Keyword::healthcheck;
                if (probe && asks_itself(command)) return;
                for (const Switch& each : flags_in(command, flags["curl"])) {
                  auto finding = ctx.report(
                      each.span, "'{}' makes curl accept any certificate, so anyone on the way can answer", each.text);
                  finding.severity(probe ? Severity::info : Severity::warning);
                  if (const auto edit = without(command, each, ctx.source().text()))
                    finding.suggest("check the certificate", *edit);
                }
              },
              [](const Copy& copy, Context& ctx) {
                for (const WrittenText& written : texts_written_by(copy)) check_file(written, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
