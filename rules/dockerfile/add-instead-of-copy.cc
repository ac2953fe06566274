#include <algorithm>
#include <string>

#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/predefined.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

// The name of a variable says that it holds what only ADD can take.
bool speaks_of_more(std::string_view name) {
  const std::string text = lower(name);
  for (std::string_view word :
       {"url", "uri", "repo", "tar", "tgz", "archive", "rootfs", "mirror", "release", "download"}) {
    if (text.find(word) != text.npos) return true;
  }
  return false;
}

bool needs_add(const Text& source) {
  const SourceKind kind = source_kind(source.value);
  if (kind == SourceKind::url || kind == SourceKind::git || may_be_tar(source.value)) return true;
  return std::any_of(source.unknown.begin(), source.unknown.end(), speaks_of_more);
}

}  // namespace

extern constinit const Rule add_instead_of_copy = {
    .severity = Severity::warning,
    .group = Group::style,
    .aliases = {"hadolint:DL3020", "trivy:DS-0005", "trivy:AVD-DS-0005", "trivy:DS005", "trivy:use-copy-over-add",
                "trivy:docker-use-copy-over-add", "checkov:CKV_DOCKER_4", "kics:Add Instead of Copy",
                "kics:9513a694-aa0d-41d8-be61-3271e056f36b", "sonar:S7029", "dockle:CIS-DI-0009", "dockerlinter:EA0002",
                "dockerlint:add", "terrascan:AC_DOCKER_0032", "cis-docker:4.9"},
    .check =
        [](const Add& add, Context& ctx) {
          if (!add.model || add.flag("checksum") || add.flag("keep-git-dir") || add.flag("unpack")) return;
          std::string plain;
          bool all_plain = true, sure = true;
          for (const Word& source : add.sources) {
            Text text = add.model->expand(source.text, add);
            // An unset variable: its name is all that is known.
            if (text.value.empty()) text = {std::string(source.text), false, false, false, {std::string(source.text)}};
            if (needs_add(text)) {
              all_plain = false;
            } else {
              if (plain.empty()) plain = text.value;
              sure = sure && text.known && !has_wildcard(text.value);
            }
          }
          if (plain.empty()) return;
          Report report = ctx.report(add.name.span, "'{}' is neither fetched nor unpacked, so COPY is enough", plain);
          if (!all_plain) return;
          if (sure) {
            report.fix("write COPY", replace(add.name.span, spelled_like(add, Keyword::copy)));
          } else {
            report.suggest("write COPY", replace(add.name.span, spelled_like(add, Keyword::copy)));
          }
        },
};

}  // namespace plimsoll::dockerfile
