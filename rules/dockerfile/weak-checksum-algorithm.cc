#include "context.h"
#include "dockerfile/ast.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {
namespace {

// "MD5" or "SHA-1" if the command computes one of them.
std::string_view weak_sum(const shell::Command& command) {
  const std::string_view base = command.base;
  if (base == "md5sum" || base == "md5") return "MD5";
  if (base == "sha1sum" || base == "sha1") return "SHA-1";
  if (base == "shasum") {
    std::string algorithm = "1";
    command.flag_value({"-a", "--algorithm"}, &algorithm);
    return algorithm == "1" ? "SHA-1" : "";
  }
  if (base == "rhash")
    return command.has_flag({"--md5", "-M"}) ? "MD5" : command.has_flag({"--sha1", "-H"}) ? "SHA-1" : "";
  if (command.is("openssl", {"md5"})) return "MD5";
  if (command.is("openssl", {"sha1"})) return "SHA-1";
  if (!command.is("openssl", {"dgst"})) return {};
  for (const shell::Word& word : command.arguments) {
    if (word.text == "-md5") return "MD5";
    if (word.text == "-sha1") return "SHA-1";
  }
  return {};
}

}  // namespace

extern constinit const Rule weak_checksum_algorithm = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"sonar:S4790"},
    .programs = {"md5sum", "md5", "sha1sum", "sha1", "shasum", "rhash", "openssl"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Instruction* run = command.script->instruction;
          const std::string_view sum = weak_sum(command);
          if (!run || run->keyword != Keyword::run || sum.empty()) return;
          ctx.report(command.name.span, "{} can be forged; take 'sha256sum'", sum);
        },
};

}  // namespace plimsoll::dockerfile
