#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {
namespace {

bool is_recognised(std::string_view name) {
  for (std::string_view base : {"Dockerfile", "dockerfile", "Containerfile", "containerfile"}) {
    if (name == base) return true;
    if (name.starts_with(base) && name[base.size()] == '.' && name.size() > base.size() + 1) return true;
    if (name.size() > base.size() + 1 && name.ends_with(base) && name[name.size() - base.size() - 1] == '.')
      return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule file_name_not_recognised = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .check =
        [](const File& file, Context& ctx) {
          const std::string_view path = file.source->path();
          if (path == "-" || path.empty()) return;
          const std::string_view name = path.substr(path.find_last_of("/\\") + 1);
          if (is_recognised(name)) return;
          ctx.report(Span{0, 0}, "editors and tools do not know a file called '{}' for a Dockerfile", name);
        },
};

}  // namespace plimsoll::dockerfile
