#include <algorithm>
#include <array>
#include <utility>

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

bool is_stable(std::string_view api_version) {
  return api_version.find("beta") == api_version.npos && api_version.find("alpha") == api_version.npos;
}

// The newest stable one of the object's own group, if it has one.
std::string_view best_home(const Object& object, const std::vector<std::string_view>& homes) {
  const auto rank = [&](std::string_view home) {
    return std::pair(home.starts_with(fmt::format("{}/", object.group)), is_stable(home));
  };
  return *std::max_element(homes.rbegin(), homes.rend(), [&](auto a, auto b) { return rank(a) < rank(b); });
}

void wrong_group(const Object& object, const std::vector<std::string_view>& homes, Context& ctx) {
  const Value place = object.root["apiVersion"];
  const std::string_view home = best_home(object, homes);
  Report report =
      ctx.report(place.span(), "'{}' has no {}; it belongs to {}", object.api_version, object.kind_name, home);
  if (auto edit = set_text(place, home)) report.suggest(fmt::format("write '{}'", home), *edit);
}

// Those whose group is the object's but for a slip of the finger. (Two letters make another one: scheduling.x-k8s.io.)
std::vector<std::string_view> near_homes(const Object& object, const std::vector<std::string_view>& homes) {
  std::vector<std::string_view> near;
  if (is_built_in_group(object.group)) return near;
  for (std::string_view home : homes) {
    const std::string_view group = home.substr(0, home.find('/'));
    if (group.find('.') != group.npos && closest(object.group, {group}, 1)) near.push_back(home);
  }
  return near;
}

void check_kind(const Object& object, Context& ctx) {
  const Value kind = object.root["kind"], api_version = object.root["apiVersion"];
  if (kind.templated() || api_version.templated() || is_no_object(object)) return;
  if (std::count(object.api_version.begin(), object.api_version.end(), '/') > 1) {
    ctx.report(api_version.span(), "'{}' has three parts, and an apiVersion is GROUP/VERSION", object.api_version);
    return;
  }
  const auto homes = api_versions_of(object.kind_name, target_version(ctx));
  if (const auto near = near_homes(object, homes); !near.empty()) return wrong_group(object, near, ctx);
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

// Where the field is written in vain: empty, or under a key that looks like it; else the other field.
Span place_of(const Value& root, std::string_view field, const Value& other, std::string& hint) {
  if (root[field].exists()) return root[field].missing() ? root[field].key_span() : root[field].span();
  for (const auto& [key, value] : root.entries()) {
    if (!only_neighbour(key.string(), {field}) && closest(key.string(), {field}, 0) != field) continue;
    hint = fmt::format("; did you mean '{}'?", field);
    return key.span();
  }
  return other.span();
}

// What is missing is said of the other one.
void check_head(const Value& root, Context& ctx) {
  const Value kind = root["kind"], api_version = root["apiVersion"];
  if (root.node() == nullptr || root.node()->partial || !root["metadata"].is_map()) return;
  std::string hint;
  if (kind.is_string() && !is_blank(kind) && (is_blank(api_version) || api_version.is_number())) {
    const auto homes = api_versions_of(kind.string(), target_version(ctx));
    if (homes.empty()) return;
    const Span place = place_of(root, "apiVersion", kind, hint);
    if (hint.empty() && homes.size() == 1) hint = fmt::format("; it is {}", homes.front());
    ctx.report(place, "the {} has no apiVersion{}", kind.string(), hint);
  } else if (api_version.is_string() && !is_blank(api_version) && is_blank(kind) &&
             !kinds_of(api_version.string()).empty()) {
    const Span place = place_of(root, "kind", api_version, hint);
    ctx.report(place, "the object has an apiVersion and no kind{}", hint);
  }
}

// Only the items of a List say themselves what they are.
void check_heads(const Value& root, Context& ctx, int depth = 0) {
  constexpr int kDeepestList = 8;
  if (!root["kind"].is("List") || depth == kDeepestList) return check_head(root, ctx);
  for (const Value& item : root["items"].items()) check_heads(item, ctx, depth + 1);
}

}  // namespace

extern constinit const Rule kind_or_api_group_mismatch = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check = {[](const Object& object, Context& ctx) {
                check_kind(object, ctx);
                check_name(object, ctx);
              },
              [](const Document& document, Context& ctx) { check_heads(document.value(), ctx); }},
};

}  // namespace plimsoll::kubernetes
