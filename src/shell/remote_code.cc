#include "shell/remote_code.h"

#include <algorithm>
#include <map>
#include <set>

#include "shell/install.h"
#include "shell/wrappers.h"

namespace plimsoll::shell {
namespace {

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view without_version(std::string_view program) {
  return program.substr(0, program.find_last_not_of("0123456789.") + 1);
}

bool is_shell(std::string_view program) { return dialect_of(program) != Dialect::unknown; }

bool is_interpreter(std::string_view program) {
  const std::string_view base = without_version(program);
  return base == "python" || base == "perl" || base == "ruby" || base == "node" || base == "php" || base == "pwsh";
}

// Takes the program that it runs from its input: bash -s, python3 -, php -- --quiet.
bool reads_program_from_input(const Command& command) {
  if (reads_script_from_input(command)) return true;
  if (!is_interpreter(command.base)) return false;
  for (const Word& word : command.arguments) {
    if (word.text == "-" || word.text == "--") return true;
    if (!word.text.starts_with("-")) return false;
    // -c, -m, -e, -ne, -r, -p, --eval: the program stands in the command, or input is data.
    if (word.text.find_first_of("cmenprs") != std::string::npos) return false;
  }
  return true;
}

struct Fetched {
  const Command* command;
  std::string url;
  std::string file;                   // empty: standard output
  const Command* ready_by = nullptr;  // the chmod that made the file executable
};

// How words write what a substitution gives.
constexpr std::string_view kSubstitution = "$()";
// Files that a script may have downloaded and not yet run.
constexpr size_t kMaxFiles = 32;

// Only what a URL names: curl of a variable may be anything.
bool fetch_of(const Command& command, Fetched& fetched) {
  const auto& download = command.download;
  if (!download || download->urls.empty()) return false;
  fetched.command = &command;
  // Programs such as http have other operands as well.
  fetched.url = download->url_texts.front();
  for (const std::string& text : download->url_texts) {
    if (text.find("://") != std::string::npos) fetched.url = text;
  }
  const std::string_view output = download->output_text;
  if (!download->to_file || output == "/dev/stdout" || output == "-") return true;
  const std::string_view url = fetched.url;
  std::string_view path = download->output ? output : file_name(url.substr(0, url.find_first_of("?#")));
  if (path.starts_with("./")) path.remove_prefix(2);
  fetched.file = path;
  return true;
}

bool is_script_name(std::string_view file) {
  for (std::string_view end : {".sh", ".bash", ".py", ".pl", ".rb", ".run"}) {
    if (file.ends_with(end)) return true;
  }
  return false;
}

bool same_file(std::string_view a, std::string_view b) {
  if (a.starts_with("./")) a.remove_prefix(2);
  const bool bare = a.find('/') == a.npos || b.find('/') == b.npos;
  return !a.empty() && (a == b || (bare && file_name(a) == file_name(b)));
}

// The command runs the file, or makes a script ready to run.
bool runs(const Command& command, const std::string& file) {
  const std::string_view base = command.base;
  if (command.name.text.find('/') != std::string::npos && same_file(command.name.text, file)) return true;
  const bool chmod = base == "chmod" && is_script_name(file);
  const bool sources = base == "." || base == "source";
  const bool interprets = is_shell(base) || is_interpreter(base);
  if (!chmod && !sources && !interprets) return false;
  bool mode = chmod;
  for (const Word* word : command.operands()) {
    if (mode) {
      mode = false;
      const bool executable =
          word->text.find('x') != std::string::npos || word->text.find_first_of("1357") != std::string::npos;
      if (!executable) return false;
      continue;
    }
    if (same_file(word->text, file)) return true;
    if (!chmod) return false;
  }
  return false;
}

class Finder {
 public:
  void read(const Script& script) {
    pipes_.clear();
    words_.clear();
    for (const Command& command : script.commands) {
      close_words(command);
      pipe(command);
      run_file(command);
      open_words(command);
      Fetched fetched;
      if (!fetch_of(command, fetched)) continue;
      if (!fetched.file.empty()) {
        if (files_.size() == kMaxFiles) {
          add_ready(files_.front());
          files_.erase(files_.begin());
        }
        files_.push_back(std::move(fetched));
      } else if (const Command* runner = runner_of(command)) {
        found_.push_back({&command, runner, fetched.url});
      } else {
        pipes_[command.pipeline] = std::move(fetched);
      }
    }
    for (const Fetched& fetched : files_) add_ready(fetched);
    std::erase_if(files_, [](const Fetched& fetched) { return fetched.ready_by; });
  }

  std::vector<RemoteCode> found() { return std::move(found_); }

 private:
  // A word of a command whose output some program runs.
  struct Run {
    Span word;
    const Command* runner;
  };

  void add_ready(const Fetched& fetched) {
    if (fetched.ready_by) found_.push_back({fetched.command, fetched.ready_by, fetched.url});
  }

  void pipe(const Command& command) {
    const auto source = pipes_.find(command.pipeline);
    if (source == pipes_.end() || !reads_program_from_input(command)) return;
    found_.push_back({source->second.command, &command, source->second.url});
    pipes_.erase(source);
  }

  void run_file(const Command& command) {
    if (verifies(command)) files_.clear();
    const auto file =
        std::find_if(files_.begin(), files_.end(), [&](const Fetched& each) { return runs(command, each.file); });
    if (file == files_.end()) return;
    if (command.base == "chmod") {
      file->ready_by = &command;
    } else {
      found_.push_back({file->command, &command, file->url});
      files_.erase(file);
    }
  }

  void close_words(const Command& command) {
    while (!words_.empty() && words_.back().word.end <= command.span.begin) words_.pop_back();
  }

  const Command* runner_of(const Command& command) const {
    if (words_.empty() || !command.in_substitution || !words_.back().word.contains(command.span)) return nullptr;
    return words_.back().runner;
  }

  // Commands of substitutions come behind the command that has them among its words: sh -c "$(…)", bash <(…), . <(…).
  void open_words(const Command& command) {
    const std::string_view base = command.base;
    const bool shell = is_shell(base);
    if (!shell && !is_interpreter(base) && base != "." && base != "source" && base != "eval") return;
    for (const Word* word : command.operands()) {
      if (word->text.starts_with(kSubstitution)) words_.push_back({word->span, &command});
      if (is_interpreter(base)) break;
    }
    for (const Redirect& redirect : command.redirects) {
      if (shell && redirect.op.starts_with("<") && redirect.target.text == kSubstitution) {
        words_.push_back({redirect.target.span, &command});
      }
    }
    std::sort(words_.begin(), words_.end(), [](const Run& a, const Run& b) { return a.word > b.word; });
  }

  std::vector<RemoteCode> found_;
  std::map<int, Fetched> pipes_;
  std::vector<Fetched> files_;
  std::vector<Run> words_;
};

}  // namespace

std::vector<RemoteCode> remote_code(const std::vector<const Script*>& scripts) {
  Finder finder;
  for (const Script* script : scripts) finder.read(*script);
  return finder.found();
}

bool verifies(const Command& command) {
  const std::string_view base = command.base;
  static const std::set<std::string_view> programs{
      "md5sum", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum",     "shasum", "b2sum",   "b3sum",
      "gpgv",   "cosign",  "minisign",  "sha256",    "sha512",    "slsa-verifier", "rhash",  "signify", "jarsigner"};
  if (programs.contains(base)) return true;
  if (base == "rpm" || base == "rpmkeys") return command.has_flag({"-K", "--checksig"});
  return ((base == "gpg" || base == "gpg2") && command.has_flag({"--verify"})) || command.is("openssl", {"dgst"});
}

std::optional<Span> remote_code_in_powershell(const Script& script) {
  const std::string_view written = script.text.text();
  std::string text(written);
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const auto is_part = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  const auto find = [&](std::initializer_list<std::string_view> words) -> std::string_view {
    for (std::string_view word : words) {
      for (size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
        const size_t end = at + word.size();
        if ((at > 0 && is_part(text[at - 1])) || (end < text.size() && is_part(text[end]))) continue;
        return written.substr(at, word.size());
      }
    }
    return {};
  };
  const std::string_view download =
      find({"downloadstring", "invoke-webrequest", "iwr", "invoke-restmethod", "irm", "curl", "wget"});
  if (download.empty() || find({"iex", "invoke-expression"}).empty()) return std::nullopt;
  return script.text.span(download);
}

std::string_view host_of(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme != url.npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#:"));
  return url.find('$') == url.npos ? url : std::string_view();
}

}  // namespace plimsoll::shell
