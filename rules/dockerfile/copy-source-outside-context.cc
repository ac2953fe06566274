#include <string>

#include "context.h"
#include "dockerfile/dockerignore.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

// The path leaves the folder that it starts from at some point.
bool goes_above(std::string_view path) {
  int depth = 0;
  while (!path.empty()) {
    const size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(slash == path.npos ? path.size() : slash + 1);
    if (part == "..") {
      if (--depth < 0) return true;
    } else if (!part.empty() && part != ".") {
      ++depth;
    }
  }
  return false;
}

// Without what leads out of the folder at its head.
std::string_view inside(std::string_view path) {
  for (bool again = true; again;) {
    again = false;
    for (std::string_view head : {"/", "../", "./"}) {
      if (!path.starts_with(head)) continue;
      path.remove_prefix(head.size());
      again = true;
    }
  }
  return path == ".." || path.empty() ? "." : path;
}

void check(const Transfer& transfer, Context& ctx) {
  if (transfer.flag("from") || !transfer.model) return;
  for (const Word& source : transfer.sources) {
    const std::string path = transfer.model->expand(source.text, transfer).value;
    if (source_kind(path) != SourceKind::path || path.starts_with("${")) continue;
    const bool above = goes_above(path);
    if (!above && !path.starts_with('/')) continue;
    const std::string_view rest = inside(path);
    Report report =
        ctx.report(source.span, "'{}' means '{}' in the build context; nothing outside of it can be reached", path,
                   clean_source(path));
    report.severity(above ? Severity::warning : Severity::info);
    if (!transfer.exec_form && source.text == path && !goes_above(rest)) {
      report.fix(fmt::format("write '{}'", rest), replace(source.span, std::string(rest)));
    }
  }
}

}  // namespace

extern constinit const Rule copy_source_outside_context = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"dockerfilelint:add_src_invalid"},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
