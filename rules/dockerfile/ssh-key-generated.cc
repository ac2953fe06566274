#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/removals.h"
#include "shell/neighbours.h"

namespace plimsoll::dockerfile {
namespace {

bool makes_key(const shell::Command& command) {
  const std::string_view base = command.base;
  if (base == "ssh-keygen")
    return !command.has_flag({"-R", "-F", "-l", "-y", "-H", "-e", "-i", "-B", "-Y", "-s", "-L", "-p", "-c"});
  if (base == "openssl") {
    if (command.is("openssl", {"req"}))
      return command.has_flag({"-newkey", "-keyout"}) ||
             (command.has_flag({"-x509", "-new"}) && !command.has_flag({"-key"}));
    if (command.is("openssl", {"ecparam"})) return command.has_flag({"-genkey"});
    return command.is("openssl", {"genrsa"}) || command.is("openssl", {"genpkey"}) || command.is("openssl", {"gendsa"});
  }
  if (base == "keytool") return command.has_flag({"-genkey", "-genkeypair", "-genseckey"});
  if (base == "wg") return command.is("wg", {"genkey"});
  if (base == "certtool") return command.has_flag({"--generate-privkey", "-p"});
  if (base == "puttygen") return command.has_flag({"-t"});
  if (base == "gpg" || base == "gpg2")
    return command.has_flag({"--gen-key", "--generate-key", "--full-gen-key", "--full-generate-key", "--quick-gen-key",
                             "--quick-generate-key"});
  return base == "dropbearkey" || base == "make-ssl-cert" || base == "mkcert";
}

// The step deletes its key again.
bool is_removed(const shell::Command& command) {
  std::string file;
  if (!command.flag_value({"-f", "-out", "-keyout", "-keystore"}, &file) || file.empty()) return false;
  Removals removals;
  for (const shell::Command& later : shell::commands_behind(command)) removals.note(later, 1);
  return removals.after(file, 0);
}

}  // namespace

extern constinit const Rule ssh_key_generated = {
    .severity = Severity::warning,
    .group = Group::secrets,
    .aliases = {"sonar:S6437"},
    .programs = {"ssh-keygen", "openssl", "gpg", "gpg2", "keytool", "wg", "puttygen", "certtool", "dropbearkey",
                 "make-ssl-cert", "mkcert"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Instruction* run = command.script->instruction;
          if (!run || run->keyword != Keyword::run || !shipped(*run) || !makes_key(command) || is_removed(command))
            return;
          if (run->stage && run->stage->name.find("test") != std::string::npos) return;
          ctx.report(command.name.span,
                     "'{}' makes a private key that all containers, and all who have the image, share", command.base);
        },
};

}  // namespace plimsoll::dockerfile
