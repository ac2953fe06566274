#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> registries{"registries", "registries and repositories that images may come from", {}};
constinit const Option<Names> denied{"denied", "those that they must not come from, whatever is allowed", {}};
constinit const Option<bool> syntax{"check-syntax-directive", "check the image of a # syntax comment as well", false};
constinit const Option<std::string_view> unknown{
    "unknown", "what becomes of names with unknown variables: allow, warn or deny", "warn"};

void check(std::string_view reference, Span place, Context& ctx) {
  const Names allow = ctx[registries], deny = ctx[denied];
  if ((allow.empty() && deny.empty()) || reference.empty() || reference == "scratch") return;
  const ImageRef image = split_image(reference);
  const auto comes_from = [&](std::string_view pattern) { return is_from(image, pattern); };
  const bool open = reference.starts_with('$');  // then even the registry is unknown
  if (!open && std::any_of(deny.begin(), deny.end(), comes_from)) {
    ctx.report(place, "'{}' comes from a denied place", reference);
  } else if (std::find(allow.begin(), allow.end(), "*") != allow.end()) {
    return;
  } else if (!open && std::any_of(allow.begin(), allow.end(), comes_from)) {
    return;
  } else if (!open && image.repository.find('$') == std::string_view::npos) {
    if (allow.empty()) return;
    ctx.report(place, "'{}' comes from '{}', which is not on the list of allowed places", reference,
               image.effective_registry());
  } else if (ctx[unknown] != "allow") {
    ctx.report(place, "cannot verify where '{}' comes from, for a variable in it is unknown", reference)
        .severity(ctx[unknown] == "deny" ? Severity::error : Severity::warning);
  }
}

void check_source(const std::optional<Word>& from, const Instruction& instruction, Context& ctx) {
  if (!from) return;
  const StageReference source = instruction.model->stage_reference(from->text, instruction);
  if (source.kind == StageReference::Kind::image) check(source.text, from->span, ctx);
}

}  // namespace

extern constinit const Rule untrusted_registry = {
    .severity = Severity::error,
    .group = Group::policy,
    .aliases = {"datadog-iac:use_only_an_allowed_registry_in_the_from_image",
                "datadog-iac:d0b535a2-5e5f-d18f-52f8-cc59a3f236bd", "hadolint:DL3026", "cis-docker:4.2",
                "kyverno:allowed-base-images", "kyverno:require-base-image", "dockerfile_lint:specified_registry"},
    .options = {&registries, &denied, &syntax, &unknown},
    .check = {[](const Stage& stage, Context& ctx) {
                if (stage.from && stage.from->image && stage.external()) {
                  check(stage.image_text.value, stage.from->image->span, ctx);
                }
              },
              [](const Copy& copy, Context& ctx) {
                if (const Flag* from = copy.flag("from")) check_source(from->value, copy, ctx);
              },
              [](const Run& run, Context& ctx) {
                for (const Mount& mount : run.mounts) {
                  if (const Mount::Field* from = mount.field("from")) check_source(from->value, run, ctx);
                }
              },
              [](const File& file, Context& ctx) {
                for (const Directive& directive : file.directives) {
                  if (ctx[syntax] && directive.name.text == "syntax")
                    check(directive.value.text, directive.value.span, ctx);
                }
              }},
};

}  // namespace plimsoll::dockerfile
