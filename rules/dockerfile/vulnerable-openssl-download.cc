#include "context.h"
#include "dockerfile/model.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<bool> end_of_life{"end-of-life", "tell of the series 1.0 and 1.1 too", false};

// "3.0.2" of ".../openssl-3.0.2.tar.gz", "1.1.1w" of ".../openssl-1.1.1w.tar.gz"; empty if it is no release of OpenSSL.
std::string_view version_of(std::string_view url) {
  constexpr std::string_view name = "openssl-";
  const size_t at = url.rfind(name);
  if (at == url.npos) return {};
  std::string_view rest = url.substr(at + name.size());
  for (std::string_view end : {".tar.gz", ".tgz", ".zip"}) {
    if (rest.find(end) != rest.npos) return rest.substr(0, rest.find(end));
  }
  return {};
}

void check(std::string_view url, Span span, Context& ctx) {
  const std::string_view version = version_of(url);
  if (version.size() == 5 && version.starts_with("3.0.") && version[4] >= '0' && version[4] <= '6') {
    ctx.report(span, "OpenSSL {} has the holes CVE-2022-3602 and CVE-2022-3786; 3.0.7 mends them", version);
  } else if (ctx[end_of_life] && (version.starts_with("1.0.") || version.starts_with("1.1."))) {
    ctx.report(span, "OpenSSL {} gets no more updates", version);
  }
}

}  // namespace

extern constinit const Rule vulnerable_openssl_download = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kics:Vulnerable OpenSSL Version", "kics:5fa731ea-e844-47a6-a1e8-abc25e95847e"},
    .options = {&end_of_life},
    .programs = {"curl", "wget", "wget2", "fetch", "http", "https", "xh", "xhs"},
    .check = {[](const shell::Download& download, Context& ctx) {
                const Instruction* instruction = download.command->script->instruction;
                if (!instruction || !instruction->model || !instruction->model->may_mention("openssl")) return;
                for (size_t i = 0; i < download.urls.size(); ++i) {
                  check(instruction->model->expand(download.url_texts[i], *instruction).value, download.urls[i]->span,
                        ctx);
                }
              },
              [](const Add& add, Context& ctx) {
                for (const Word& source : add.sources) {
                  if (source.text.find("://") == std::string::npos) continue;
                  check(add.model->expand(source.text, add).value, source.span, ctx);
                }
              }},
};

}  // namespace plimsoll::dockerfile
