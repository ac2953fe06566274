#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "facts/facts.h"
#include "glob.h"
#include "shell/install.h"
#include "shell/remote_code.h"

namespace plimsoll::dockerfile {
namespace {

bool has_version(std::string_view text) {
  for (size_t dot = text.find('.'); dot != text.npos; dot = text.find('.', dot + 1)) {
    const auto is_digit = [&](size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    if (dot > 0 && is_digit(dot - 1) && is_digit(dot + 1)) return true;
  }
  return text.find('$') != text.npos;
}

// The part of the URL that means another file from day to day; empty if there is none.
std::string_view moving_part(std::string_view url) {
  static const Fact facts = facts::table("moving-urls");
  if (!url.starts_with("http://") && !url.starts_with("https://")) return {};
  const std::string_view host = shell::host_of(url);
  std::string_view path = url.substr(0, find_any(url, "?#"));
  const size_t slash = path.find('/', path.find("://") + 3);
  if (slash == path.npos) return {};
  path = path.substr(slash);
  for (Fact end : facts["keys"].items()) {
    if (path.ends_with(end.string())) return {};
  }
  const bool forge = fits_any(facts["forges"], host);
  for (size_t begin = 1; begin < path.size();) {
    const size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    if (facts["segments"].has(segment)) return segment;
    // A version behind it says which file is meant.
    if (facts["channels"].has(segment) && !has_version(path.substr(end))) return segment;
    const std::string_view stem = segment.substr(0, segment.find('.'));
    if (forge && end < path.size() && facts["branches"].has(segment)) return segment;
    if (forge && begin + segment.size() == path.size() && path.find("/archive/") != path.npos &&
        facts["branches"].has(stem))
      return stem;
    for (std::string_view mark : {"-latest", "_latest"}) {
      const size_t at = segment.find(mark);
      const size_t behind = at + mark.size();
      if (at != segment.npos &&
          (behind == segment.size() || segment[behind] == '.' || segment[behind] == '-' || segment[behind] == '_'))
        return segment.substr(at + 1, mark.size() - 1);
    }
    begin = end + 1;
  }
  return {};
}

void check(std::string_view url, Span span, Context& ctx) {
  const std::string_view part = moving_part(url);
  if (!part.empty()) ctx.report(span, "'{}' in the URL is another file tomorrow; name a release or a commit", part);
}

}  // namespace

extern constinit const Rule unpinned_download_url = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .programs = {"curl", "wget", "wget2", "aria2c", "dpkg", "rpm", "pip", "npm", "yarn", "pnpm", "yum", "dnf", "apk"},
    .check = {[](const shell::Download& download, Context& ctx) {
                const Instruction* run = download.command->script->instruction;
                if (!run || run->keyword != Keyword::run) return;
                for (size_t i = 0; i < download.urls.size(); ++i)
                  check(run->model->expand(download.url_texts[i], *run).value, download.urls[i]->span, ctx);
              },
              [](const shell::Install& install, Context& ctx) {
                for (const shell::Package& package : install.packages) {
                  const size_t at = package.word->text.find("http");
                  if (package.url && at != std::string::npos)
                    check(std::string_view(package.word->text).substr(at), package.span, ctx);
                }
              },
              [](const Add& add, Context& ctx) {
                if (!add.model || add.flag("checksum")) return;
                for (const Word& source : add.sources)
                  check(add.model->expand(source.text, add).value, source.span, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
