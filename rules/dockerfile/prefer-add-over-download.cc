#include "context.h"
#include "dockerfile/ast.h"
#include "shell/install.h"
#include "shell/neighbours.h"

namespace plimsoll::dockerfile {
namespace {

// It asks for more than a file: another method, a header, a login, a way to the server.
bool is_special(const shell::Command& command) {
  return command.has_flag({"-X",         "--request",
                           "-d",         "--data",
                           "--data-raw", "--data-binary",
                           "--json",     "-F",
                           "--form",     "-H",
                           "--header",   "-b",
                           "--cookie",   "-u",
                           "--user",     "--oauth2-bearer",
                           "--netrc",    "-n",
                           "--resolve",  "--connect-to",
                           "-x",         "--proxy",
                           "-T",         "--upload-file",
                           "--cacert",   "--cert",
                           "-I",         "--head"}) &&
         command.base == "curl";
}

bool wget_is_special(const shell::Command& command) {
  return command.base != "curl" &&
         command.has_flag({"--method", "--header", "--post-data", "--post-file", "--body-data", "--body-file",
                           "--load-cookies", "--user", "--password", "--http-user", "--http-password",
                           "--ca-certificate", "--certificate", "-i", "--input-file", "-r", "--recursive", "-m",
                           "--mirror"});
}

}  // namespace

extern constinit const Rule prefer_add_over_download = {
    .severity = Severity::info,
    .group = Group::build_cache,
    .profile = Profile::all,
    .aliases = {"sonar:S7026"},
    .programs = {"curl", "wget"},
    .check =
        [](const shell::Download& download, Context& ctx) {
          const shell::Command& command = *download.command;
          const Instruction* run = command.script->instruction;
          if (!run || run->keyword != Keyword::run || download.urls.size() != 1 || !download.to_file) return;
          if (command.in_substitution || is_special(command) || wget_is_special(command)) return;
          const std::string& url = download.url_texts[0];
          if (!url.starts_with("http://") && !url.starts_with("https://")) return;
          std::string_view file = download.output ? std::string_view(download.output_text) : std::string_view(url);
          file = file.substr(file.rfind('/') + 1);
          for (const shell::Command& later : shell::commands_behind(command)) {
            const bool undone = later.base == "rm" || later.base == "tar" || later.base == "unzip" ||
                                later.base == "dpkg" || later.base == "gunzip" || later.base == "rpm" ||
                                later.base == "sh" || later.base == "bash";
            if (!undone) continue;
            for (const shell::Word& word : later.arguments) {
              if (!file.empty() && word.text.find(file) != std::string::npos) return;
            }
          }
          ctx.report(command.name.span, "ADD fetches a file without '{}' in the image, and with a cache of its own",
                     command.base);
        },
};

}  // namespace plimsoll::dockerfile
