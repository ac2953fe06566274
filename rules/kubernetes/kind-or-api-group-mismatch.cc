#include <algorithm>
#include <array>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/edit.h"
#include "kubernetes/patch.h"
#include "kubernetes/schema.h"
#include "kubernetes/version.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

// Files of other programs that borrow the look of the core group, and kinds that clients make up.
bool is_no_object(const Object& object) {
  static constexpr std::array<std::string_view, 9> kKinds = {"Config",
                                                             "EncryptionConfig",
                                                             "List",
                                                             "Policy",
                                                             "Template",
                                                             "AdmissionConfiguration",
                                                             "KubeletConfiguration",
                                                             "ComponentConfig",
                                                             "Preferences"};
  return object.group.empty() && std::find(kKinds.begin(), kKinds.end(), object.kind_name) != kKinds.end();
}

bool is_known(const Object& object) {
  const Fact versions = facts::table("kubernetes-api-versions");
  return kind_of(object.api_version, object.kind_name) ||
         versions["retired"][object.api_version][object.kind_name].exists() ||
         versions["introduced"][object.api_version][object.kind_name].exists();
}

void wrong_group(const Object& object, const std::vector<std::string_view>& homes, Context& ctx) {
  const Value place = object.root["apiVersion"];
  // The stable one, if there are several.
  const auto stable = std::find_if(homes.begin(), homes.end(), [](std::string_view home) {
    return home.find("beta") == home.npos && home.find("alpha") == home.npos;
  });
  const std::string_view home = stable != homes.end() ? *stable : homes.front();
  Report report =
      ctx.report(place.span(), "{} has no {}; it belongs to {}", object.api_version, object.kind_name, home);
  if (auto edit = set_text(place, home)) report.suggest(fmt::format("write '{}'", home), *edit);
}

void check_kind(const Object& object, Context& ctx) {
  const Value kind = object.root["kind"], api_version = object.root["apiVersion"];
  if (kind.templated() || api_version.templated() || is_no_object(object)) return;
  if (std::count(object.api_version.begin(), object.api_version.end(), '/') > 1) {
    ctx.report(api_version.span(), "'{}' has three parts, and an apiVersion is GROUP/VERSION", object.api_version);
    return;
  }
  const auto homes = api_versions_of(object.kind_name, target_version(ctx));
  // A custom resource has a group with a dot.
  if (!is_built_in_group(object.group) && (object.group.find('.') != std::string_view::npos || homes.empty())) return;
  if (is_known(object)) return;
  if (!homes.empty()) return wrong_group(object, homes, ctx);
  std::vector<std::string_view> names = kinds_of(object.api_version);
  auto meant = closest(object.kind_name, names, 2);
  if (!meant) meant = closest(object.kind_name, names = kinds_of(""), 2);
  Report report = ctx.report(kind.span(), "{} has no kind '{}'{}", object.api_version, object.kind_name,
                             meant ? fmt::format("; did you mean '{}'?", *meant) : "");
  const auto edit = set_text(kind, meant.value_or(""));
  if (meant && edit) report.suggest(fmt::format("write '{}'", *meant), *edit);
}

void check_name(const Object& object, Context& ctx) {
  if (is_marked_as_patch(object) || !kind_of(object.api_version, object.kind_name)) return;
  static constexpr std::array<std::string_view, 5> kNameless = {"Binding", "Eviction", "Scale", "Status",
                                                                "DeleteOptions"};
  // Reviews are questions, which nobody keeps.
  if (object.kind_name.ends_with("Review") || object.kind_name == "TokenRequest" ||
      std::find(kNameless.begin(), kNameless.end(), object.kind_name) != kNameless.end())
    return;
  const auto name = object.root.known({"metadata", "name"});
  const auto prefix = object.root.known({"metadata", "generateName"});
  if (name && prefix && name->missing() && prefix->missing())
    ctx.report(object.metadata.present() ? object.metadata.key_span() : object.root["kind"].span(),
               "the {} has no name, so it cannot be applied", object.kind_name);
}

bool is_blank(const Value& value) { return value.missing() || value.is(""); }

// An empty text is where it stands, what is not there at all is said of the other one.
void check_document(const Document& document, Context& ctx) {
  const Value root = document.value(), kind = root["kind"], api_version = root["apiVersion"];
  if (root.node() == nullptr || root.node()->partial || !root["metadata"].is_map()) return;
  if (kind.is_string() && !is_blank(kind) && is_blank(api_version)) {
    const auto homes = api_versions_of(kind.string(), target_version(ctx));
    if (homes.empty()) return;
    ctx.report(api_version.missing() ? kind.span() : api_version.span(), "the {} has no apiVersion", kind.string());
  } else if (api_version.is_string() && !is_blank(api_version) && is_blank(kind) &&
             !kinds_of(api_version.string()).empty()) {
    ctx.report(kind.missing() ? api_version.span() : kind.span(), "the object has an apiVersion and no kind");
  }
}

}  // namespace

extern constinit const Rule kind_or_api_group_mismatch = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check = {[](const Object& object, Context& ctx) {
                check_kind(object, ctx);
                check_name(object, ctx);
              },
              [](const Document& document, Context& ctx) { check_document(document, ctx); }},
};

}  // namespace plimsoll::kubernetes
