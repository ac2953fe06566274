#include "context.h"
#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {
namespace {

bool is_required(const Mount& mount) {
  for (const Mount::Field& field : mount.fields) {
    if (field.key.text == "required") return !field.value || field.value->text != "false";
  }
  return false;
}

bool names(const shell::Command& command, std::string_view file) {
  for (const shell::Word& word : command.arguments) {
    if (word.text == file) return true;
  }
  for (const shell::Redirect& redirect : command.redirects) {
    if (redirect.target.text == file) return true;
  }
  return false;
}

// $(cat FILE) is its only use: then nothing fails where the file is missing.
bool is_read_blindly(const Run& run, std::string_view file) {
  bool read = false;
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      if (!names(command, file)) continue;
      const bool reads = command.in_substitution && (command.base == "cat" || command.name.text.empty());
      if (!reads || command.conditional) return false;
      read = true;
    }
  }
  return read;
}

}  // namespace

extern constinit const Rule secret_mount_not_required = {
    .severity = Severity::info,
    .group = Group::secrets,
    .check =
        [](const Run& run, Context& ctx) {
          if (run.mounts.empty()) return;
          const std::vector<SecretMount> secrets = secret_mounts(run);
          size_t next = 0;
          for (const Mount& mount : run.mounts) {
            if (mount.type() != "secret") continue;
            const SecretMount& secret = secrets[next++];
            if (is_required(mount) || secret.target.empty() || !is_read_blindly(run, secret.target)) continue;
            auto report =
                ctx.report(mount.word.span, "without the secret '{}' this step goes on with an empty one", secret.id);
            if (mount.word.text.find('"') == std::string_view::npos)
              report.suggest("require the secret", insert_after(mount.word.span, ",required=true"));
          }
        },
};

}  // namespace plimsoll::dockerfile
