#include <string>

#include "context.h"
#include "dockerfile/build_context.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

// What a build makes before the image is built.
bool is_generated(std::string_view path) {
  for (std::string_view name : {"dist", "build", "target", "out", "bin", "publish", "release", "node_modules", "vendor",
                                "_build", "obj", "pkg"}) {
    const size_t at = path.find(name);
    if (at != path.npos && (at == 0 || path[at - 1] == '/') &&
        (at + name.size() == path.size() || path[at + name.size()] == '/'))
      return true;
  }
  const std::string name = base_name(path);
  return name.ends_with(".jar") || name.ends_with(".war") || name.ends_with(".whl") || may_be_tar(name) ||
         name.find('.') == name.npos;
}

void check(const Transfer& transfer, Context& ctx) {
  if (transfer.trigger_of || !transfer.model) return;
  const BuildContext& context = transfer.model->context();
  if (context.named_and_there() == 0 || !context.here()) return;
  for (const ContextSource& source : context_sources(transfer)) {
    const Dockerignore* ignore = context.ignore();
    if (ignore && ignore->ignored(source.path)) continue;
    bool absent = context.at(source.path) == BuildContext::Entry::absent;
    if (has_wildcard(source.text)) {
      const auto matches = context.matches(source.path);
      absent = matches && matches->empty();
    }
    if (!absent) continue;
    ctx.report(source.word->span, "'{}' is not in the folder of the Dockerfile", source.text)
        .severity(is_generated(source.path) ? Severity::info : Severity::error);
  }
}

}  // namespace

extern constinit const Rule copy_source_not_found = {
    .severity = Severity::error,
    .group = Group::correctness,
    .profile = Profile::strict,
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
