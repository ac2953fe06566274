#include "context.h"
#include "dockerfile/packages.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

Fact names_of(std::string_view product) {
  static const Fact products = facts::table("images")["products"];
  return products[product]["names"];
}

bool is_codename(std::string_view word) { return names_of("debian").has(word) || names_of("ubuntu").has(word); }
bool is_moving(std::string_view word) {
  return word == "sid" || word == "unstable" || word == "testing" || word == "experimental" || word == "stable";
}

std::string_view cut(std::string_view text, std::string_view at) { return text.substr(0, text.find_first_of(at)); }

// "bookworm" of debian:12-slim, debian:bookworm and python:3.13-bookworm, "3.22" of alpine:3.22.1 and
// node:22-alpine3.22.
std::string_view release_of(const ImageRef& image) {
  const std::string_view name = image.official_name();
  if (name.empty() || !image.tag) return {};
  for (std::string_view rest = *image.tag; !rest.empty();) {
    const std::string_view part = cut(rest, "-");
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    if (is_codename(part) || (name == "debian" && is_moving(part))) return part;
    if (name == "alpine" || part.starts_with("alpine")) {
      const std::string_view version = part.substr(std::min(part.find_first_of("0123456789"), part.size()));
      const size_t dot = version.find('.');
      return dot == version.npos ? std::string_view() : version.substr(0, version.find('.', dot + 1));
    }
    if (name != "debian" && name != "ubuntu") continue;
    for (const auto& [codename, number] : names_of(name).entries()) {
      const std::string_view release = number.string();
      if (part == release || (part.starts_with(release) && part[release.size()] == '.')) return codename;
    }
  }
  return {};
}

// The suite of "deb [options] URL SUITE component…".
std::string_view suite_of(std::string_view line, std::string_view& url) {
  size_t at = line.find("deb ");
  if (at == line.npos) at = line.find("deb\t");
  if (at == line.npos || (at > 0 && line[at - 1] != ' ' && line[at - 1] != '\n')) return {};
  line.remove_prefix(at + 4);
  if (line.starts_with('[')) line.remove_prefix(std::min(line.find(']'), line.size() - 1) + 1);
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  url = cut(line, " \n");
  if (url.find("://") == url.npos) return {};
  line.remove_prefix(std::min(url.size() + 1, line.size()));
  return cut(line, " \n\\\"'");
}

// The "3.10" of …/alpine/v3.10/main.
std::string_view alpine_release(std::string_view text) {
  const size_t at = text.find("/alpine/v3.");
  if (at == text.npos || text.find('@') < at) return {};
  return cut(text.substr(at + 9), "/ \n");
}

}  // namespace

extern constinit const Rule mixed_release_repository = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .programs = {"echo", "printf", "add-apt-repository", "apt-add-repository", "apk"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Run* run = run_of(command);
          if (!run || !run->stage || !run->stage->root->image_known) return;
          for (const shell::Word& word : command.arguments) {
            std::string_view url;
            std::string_view suite = cut(suite_of(word.text, url), "-/");
            const bool own = url.find("debian.org") != url.npos || url.find("ubuntu.com") != url.npos;
            if (!is_codename(suite) && !(own && is_moving(suite))) suite = alpine_release(word.text);
            if (suite.empty()) continue;
            const std::string_view base = release_of(run->stage->root->image);
            if (base.empty() || base == suite) continue;
            if (is_codename(suite) != is_codename(base) && !is_moving(suite) && !is_moving(base)) continue;
            if (run->model->mention("Pin-Priority", *run) || run->model->copied("preferences", *run)) return;
            const std::string_view raw = ctx.source().text(word.span);
            const size_t at = raw.find(suite, raw.find("://") == raw.npos ? 0 : raw.find("://"));
            Span place = word.span;
            if (at != raw.npos) {
              place.begin += static_cast<uint32_t>(at);
              place.end = place.begin + static_cast<uint32_t>(suite.size());
            }
            ctx.report(place, "packages of '{}' are mixed with those of '{}', the release of the base image", suite,
                       base)
                .severity(url.empty() || own ? Severity::warning : Severity::info);
          }
        },
};

}  // namespace plimsoll::dockerfile
