#include "context.h"
#include "dockerfile/model.h"
#include "facts/facts.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> platforms{"platforms", "the platforms that images are built for", {}};

bool asks_for_architecture(std::string_view text, const Model& model) {
  for (std::string_view word :
       {"TARGETARCH", "TARGETPLATFORM", "BUILDPLATFORM", "BUILDARCH", "--print-architecture", "uname -m", "uname -p"}) {
    if (model.may_mention(word) && text.find(word) != text.npos) return true;
  }
  return false;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// The part of a URL that means one architecture: "amd64" in tool_linux_amd64.tar.gz. Empty if there is none, or if a
// variable in it may mean the same.
std::string_view architecture_in(std::string_view url) {
  static const Fact words = facts::table("platforms")["words"];
  if (url.find("ARCH") != url.npos || url.find("arch}") != url.npos || url.find("PLATFORM") != url.npos) return {};
  for (size_t begin = 0; begin < url.size();) {
    size_t end = begin;
    while (end < url.size() && is_word(url[end])) ++end;
    // "x86_64" is one word.
    if (url.substr(begin, end - begin) == "x86" && url.substr(end).starts_with("_64")) end += 3;
    const std::string_view word = url.substr(begin, end - begin);
    if (words.has(word)) return word;
    begin = end + 1;
  }
  return {};
}

void report(Span span, std::string_view word, Context& ctx) {
  ctx.report(span, "this download is for '{}' alone, but the file is meant for several platforms", word);
}

void check_run(const Instruction& run, Context& ctx) {
  for (const shell::Script* script : run.scripts) {
    const std::string_view text = script->text.text();
    if (text.find("://") == text.npos || asks_for_architecture(text, *run.model)) continue;
    for (const shell::Command& command : script->commands) {
      const auto download = command.conditional ? nullptr : command.download;
      if (!download) continue;
      for (size_t i = 0; i < download->urls.size(); ++i) {
        const std::string_view word = architecture_in(download->url_texts[i]);
        if (!word.empty()) report(download->urls[i]->span, word, ctx);
      }
    }
  }
}

}  // namespace

extern constinit const Rule hardcoded_architecture_in_download = {
    .severity = Severity::info,
    .group = Group::correctness,
    .options = {&platforms},
    .check =
        [](const File& file, Context& ctx) {
          if (ctx[platforms].size() < 2 && !asks_for_architecture(ctx.source().text(), *file.model)) return;
          for (const auto& instruction : file.instructions) {
            if (instruction->keyword == Keyword::run) check_run(*instruction, ctx);
            if (instruction->keyword != Keyword::add) continue;
            for (const Word& source : static_cast<const Add&>(*instruction).sources) {
              const bool url = source.text.find("://") != source.text.npos;
              const std::string_view word = url ? architecture_in(source.text) : std::string_view();
              if (!word.empty()) report(source.span, word, ctx);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
