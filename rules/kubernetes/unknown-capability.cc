#include "context.h"
#include "facts/facts.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

void check(const Capability& capability, const Container& container, Context& ctx) {
  static const Fact known = facts::table("pod-security")["capabilities"]["known"];
  const std::string_view written = capability.written();
  std::string_view right = capability.name;
  if (capability.name != "ALL" && !known.has(capability.name)) {
    std::vector<std::string_view> names = {"ALL"};
    for (Fact name : known.items()) names.push_back(name.string());
    const auto meant = closest(capability.name, names, 2);
    Report report = ctx.report(capability.value.span(), "there is no capability '{}', so container '{}' may not start",
                               written, container.name());
    if (!meant) return;
    if (auto edit = set_text(capability.value, *meant)) report.suggest(fmt::format("write '{}'", *meant), *edit);
    return;
  }
  if (written == right) return;
  const bool prefixed = written.size() != right.size();
  Report report =
      prefixed
          ? ctx.report(capability.value.span(), "capability '{}' is called '{}' here, and some runtimes reject it",
                       written, right)
          : ctx.report(capability.value.span(),
                       "capability '{}' is written '{}', and Pod Security does not know it otherwise", written, right);
  report.severity(Severity::warning);
  if (auto edit = set_text(capability.value, right)) report.suggest(fmt::format("write '{}'", right), *edit);
}

}  // namespace

extern constinit const Rule unknown_capability = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Container& container, Context& ctx) {
          for (const char* list : {"add", "drop"}) {
            for (const Capability& capability : capabilities_of(container, list)) check(capability, container, ctx);
            for (const Value& item : container["securityContext"]["capabilities"][list].items()) {
              if (item.is("")) ctx.report(item.span(), "an empty text in '{}' is no capability", list);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
