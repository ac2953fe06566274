#include <algorithm>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/predefined.h"
#include "glob.h"
#include "shell/install.h"
#include "shell/neighbours.h"
#include "shell/remote_code.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> allowed_hosts{"allowed-hosts", "patterns of hosts whose files need no check", {}};

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// Its path has the form of an archive, a package or a program.
bool is_package(std::string_view url) {
  const std::string path = lower(url.substr(0, url.find_first_of("?#")));
  if (path.find("/releases/download/") != path.npos || path.find(".tar.") != path.npos) return true;
  for (std::string_view end :
       {".tgz", ".tbz2", ".txz", ".tar",      ".zip", ".deb", ".rpm", ".apk", ".jar", ".whl", ".exe",
        ".sh",  ".run",  ".bin", ".appimage", ".msi", ".gz",  ".xz",  ".bz2", ".zst", ".7z"}) {
    if (path.ends_with(end)) return true;
  }
  return false;
}

bool unpacks(std::string_view base) {
  for (std::string_view program : {"tar", "bsdtar", "unzip", "gunzip", "gzip", "xz", "unxz", "bunzip2", "bzip2", "zstd",
                                   "cpio", "7z", "jar", "dpkg", "rpm"}) {
    if (base == program) return true;
  }
  return false;
}

bool makes_executable(const shell::Command& command) {
  if (command.base != "chmod") return false;
  for (const shell::Word& word : command.arguments) {
    const std::string_view text = word.text;
    if (text.starts_with('-') && text.find('x') == text.npos) continue;
    return text.find('x') != text.npos || text.find_first_of("1357") != text.npos;
  }
  return false;
}

struct Pending {
  std::string file;  // its last component
  std::string url;
  Span span;
  bool package = false;
};

class Search {
 public:
  explicit Search(Context& ctx) : ctx_(ctx) {}

  void visit(const shell::Command& command) {
    if (shell::verifies(command)) pending_.clear();
    use(command);
    const auto& download = command.download;
    if (!download) return;
    for (size_t i = 0; i < download->urls.size(); ++i) {
      const std::string& url = download->url_texts[i];
      if (!url.starts_with("http://") && !url.starts_with("https://")) continue;
      const std::string_view host = shell::host_of(url);
      if (!host.empty() && fits_any(ctx_[allowed_hosts], host)) continue;
      if (!download->to_file || download->output_text == "-" || download->output_text == "/dev/stdout") {
        if (is_package(url) && is_piped_into_tar(command)) report({{}, url, download->urls[i]->span});
        continue;
      }
      const std::string path = url.substr(0, url.find_first_of("?#"));
      const std::string file(
          file_name(download->output ? std::string_view(download->output_text) : std::string_view(path)));
      if (!file.empty() && pending_.size() < 32)
        pending_.push_back({file, url, download->urls[i]->span, is_package(url)});
    }
  }

 private:
  static bool is_piped_into_tar(const shell::Command& command) {
    bool tar = false;
    for (const shell::Command& other : shell::commands_behind(command, 16)) {
      if (other.pipeline != command.pipeline) continue;
      if (shell::verifies(other)) return false;
      tar |= unpacks(other.base);
    }
    return tar;
  }

  void use(const shell::Command& command) {
    if (pending_.empty()) return;
    const std::string_view base = command.base;
    const bool executable = makes_executable(command);
    const bool moves = base == "mv" || base == "cp" || base == "install";
    const auto& install = command.install;
    if (!executable && !moves && !unpacks(base) && !install && base != "java") return;
    if (moves) {
      const auto operands = command.operands();
      if (operands.empty() || operands.back()->text.find("bin") == std::string::npos) return;
    }
    for (auto each = pending_.begin(); each != pending_.end();) {
      const bool used = (each->package || executable || moves) &&
                        std::any_of(command.arguments.begin(), command.arguments.end(), [&](const shell::Word& word) {
                          const std::string_view name = file_name(word.text);
                          return name == each->file ||
                                 (name.find('*') != name.npos && name.size() > 1 && fits_glob(name, each->file));
                        });
      if (used) report(*each);
      each = used ? pending_.erase(each) : each + 1;
    }
  }

  void report(const Pending& pending) {
    const std::string_view host = shell::host_of(pending.url);
    ctx_.report(pending.span, "what {} sends is used unchecked; compare a checksum or signature first",
                host.empty() ? "the server" : "'" + std::string(host) + "'");
  }

  Context& ctx_;
  std::vector<Pending> pending_;
};

}  // namespace

extern constinit const Rule unverified_download = {
    .severity = Severity::info,
    .group = Group::supply_chain,
    .profile = Profile::strict,
    .aliases = {"sonar:S6474", "cis-docker:4.12"},
    .options = {&allowed_hosts},
    .check =
        [](const Stage& stage, Context& ctx) {
          Search search(ctx);
          for_each_command(stage, [&](const shell::Command& command) { search.visit(command); });
        },
};

}  // namespace plimsoll::dockerfile
