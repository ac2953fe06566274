#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<bool> oci{"oci", "images are built in the OCI format, whatever the file is called", false};

}  // namespace

extern constinit const Rule healthcheck_in_oci_format = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::all,
    .options = {&oci},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          const Keyword keyword = instruction.keyword;
          if (keyword != Keyword::healthcheck && keyword != Keyword::onbuild && keyword != Keyword::shell) return;
          const std::string_view path = ctx.source().path();
          if (!ctx[oci] && !path.substr(path.rfind('/') + 1).starts_with("Containerfile")) return;
          ctx.report(instruction.name.span, "{} is lost in images of the OCI format, which Podman and Buildah make",
                     name_of(keyword));
        },
};

}  // namespace plimsoll::dockerfile
