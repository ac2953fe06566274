#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/model.h"
#include "dockerfile/pairs.h"

namespace plimsoll::dockerfile {
namespace {

// A second author would set the same label again.
bool is_only_author(const Maintainer& maintainer) {
  if (!maintainer.stage) return true;
  for (const Instruction* other : maintainer.stage->instructions) {
    if (other->keyword == Keyword::maintainer && other != &maintainer) return false;
    if (other->keyword != Keyword::label) continue;
    for (const KeyValue& pair : static_cast<const Label&>(*other).pairs) {
      if (pair.key.text.find("authors") != pair.key.text.npos) return false;
    }
  }
  return true;
}

}  // namespace

extern constinit const Rule maintainer_deprecated = {
    .severity = Severity::info,
    .group = Group::deprecated,
    .aliases = {"hadolint:DL4000", "buildkit:MaintainerDeprecated", "trivy:DS-0022", "trivy:AVD-DS-0022", "trivy:DS022",
                "trivy:no-maintainer", "trivy:docker-no-maintainer", "checkov:CKV_DOCKER_6",
                "kics:MAINTAINER Instruction Being Used", "kics:99614418-f82b-4852-a9ae-5051402b741c",
                "semgrep:maintainer-is-deprecated", "sonar:S6586", "dockerfilelint:deprecated_in_1.13",
                "dockerlinter:EI0003", "dockerlint:maintainer_deprecated", "dockerfile_lint:maintainer_deprecated",
                "dockerfile-ls:DEPRECATED_MAINTAINER"},
    .check =
        [](const Maintainer& maintainer, Context& ctx) {
          Report report = ctx.report(
              maintainer.name.span, "MAINTAINER is deprecated; the label org.opencontainers.image.authors replaces it");
          if (!maintainer.author || !maintainer.comments.empty() || !is_only_author(maintainer)) return;
          std::string_view author = maintainer.author->text;
          if (author.size() > 1 && author.front() == author.back() && (author[0] == '"' || author[0] == '\'')) {
            author = author.substr(1, author.size() - 2);
          }
          report.fix("make it a label",
                     replace(maintainer.span, fmt::format("{} org.opencontainers.image.authors={}",
                                                          spelled_like(maintainer, Keyword::label),
                                                          quoted(author, maintainer.model->file().escape))));
        },
};

}  // namespace plimsoll::dockerfile
