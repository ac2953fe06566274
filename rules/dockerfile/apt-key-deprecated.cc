#include "context.h"
#include "dockerfile/ast.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {
namespace {

// Eight hexadecimal digits, of which anyone can make a key that fits.
bool is_short_id(std::string_view text) {
  if (text.starts_with("0x") || text.starts_with("0X")) text.remove_prefix(2);
  return text.size() == 8 && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

void check_ids(const shell::Command& command, Context& ctx) {
  bool ids = false, server = false;
  for (const shell::Word& word : command.arguments) {
    if (word.text.starts_with('-')) {
      const std::string_view flag = std::string_view(word.text).substr(0, word.text.find('='));
      server = word.text == "--keyserver" || word.text == "--keyserver-options" || word.text == "--keyring";
      ids |= flag == "--recv-keys" || flag == "--recv-key" || flag == "--recv" || flag == "--receive-keys";
      continue;
    }
    if (server) {
      server = false;
      continue;
    }
    if (ids && word.literal && is_short_id(word.text))
      ctx.report(word.span, "'{}' is a short key id, which can be forged; give the whole fingerprint", word.text);
  }
}

}  // namespace

extern constinit const Rule apt_key_deprecated = {
    .severity = Severity::warning,
    .group = Group::deprecated,
    .programs = {"apt-key", "gpg", "gpg2"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          if (command.has_flag({"--recv-keys", "--recv-key", "--recv", "--receive-keys"})) check_ids(command, ctx);
          if (command.base != "apt-key") return;
          bool adds = false;
          for (const shell::Word& word : command.arguments) adds |= word.text == "add" || word.text == "adv";
          ctx.report(command.name.span, "{}",
                     adds ? "'apt-key' trusts the key for every repository, and newer releases lack it; use 'signed-by'"
                          : "'apt-key' is deprecated, and newer releases lack it")
              .severity(adds ? Severity::warning : Severity::info);
        },
};

}  // namespace plimsoll::dockerfile
