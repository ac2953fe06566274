#include <algorithm>
#include <nlohmann/json.hpp>

#include "certificate.h"
#include "context.h"
#include "facts/facts.h"
#include "image_facts.h"
#include "kubernetes/parse.h"
#include "kubernetes/secret_data.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> date{"date", "certificates must last beyond this day, such as 2026-11-22", ""};

constexpr size_t kMost = size_t{1} << 20;

bool has_key(const Object& secret, std::string_view key) {
  return secret["data"][key].exists() || secret["stringData"][key].exists();
}

void check_keys(const Object& secret, Fact wanted, Context& ctx) {
  const Value type = secret["type"];
  for (Fact key : wanted["all"].items()) {
    if (!has_key(secret, key.string()))
      ctx.report(type.span(), "Secret '{}' of this type needs the key '{}'", secret.name, key.string());
  }
  const auto any = wanted["any"].items();
  if (wanted["any"].exists() &&
      std::none_of(any.begin(), any.end(), [&](Fact key) { return has_key(secret, key.string()); })) {
    ctx.report(type.span(), "Secret '{}' of this type needs the key '{}' or '{}'", secret.name, (*any.begin()).string(),
               (*++any.begin()).string());
  }
  const Fact annotation = wanted["annotation"];
  if (annotation.exists() && secret.metadata["annotations"][annotation.string()].string().empty())
    ctx.report(type.span(), "Secret '{}' of this type needs the annotation '{}'", secret.name, annotation.string());
}

// JSON with the mapping `name` in it, if it is not empty.
bool is_json_with(std::string_view content, std::string_view name) {
  if (!nlohmann::json::accept(content)) return false;
  const Source source("", std::string(content));
  const auto documents = parse(source);
  if (documents.size() != 1 || documents[0]->problem) return false;
  const Value root = documents[0]->value();
  return root.is_map() && (name.empty() || root[name].is_map());
}

void check_content(const SecretEntry& entry, Fact wanted, Context& ctx) {
  const std::string_view key = entry.key.string();
  const Span place = entry.value.span();
  if (const std::string_view label = wanted["pem"][key].string(); !label.empty()) {
    if (!holds_pem(entry.content, label))
      ctx.report(place, "'{}' holds no {} in PEM form", key, label == "CERTIFICATE" ? "certificate" : "private key")
          .hide(place);
    const auto last = label == "CERTIFICATE" ? expiry_of_certificate(entry.content) : std::nullopt;
    const auto wanted_day = parse_date(ctx[date]);
    if (last && wanted_day && *last < *wanted_day) {
      ctx.report(place, "the certificate in '{}' expires on {}", key, to_string(*last))
          .severity(Severity::warning)
          .hide(place);
    }
  }
  if (const Fact json = wanted["json"][key]; json.exists() && !is_json_with(entry.content, json.string())) {
    ctx.report(place, "'{}' holds no JSON{}", key,
               json.string().empty() ? "" : fmt::format(" with '{}' in it", json.string()))
        .hide(place);
  }
}

// Empty where it is not known.
std::string token_id_of(const Object& secret) {
  const std::vector<SecretEntry> entries = secret_entries_of(secret);
  const auto id =
      std::find_if(entries.begin(), entries.end(), [](const SecretEntry& entry) { return entry.key.is("token-id"); });
  const bool known = id != entries.end() && (!id->encoded || secret["stringData"]["token-id"].missing()) &&
                     id->content.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos;
  return known ? id->content : std::string();
}

// Where the cluster looks for it, by its name.
void check_bootstrap_token(const Object& secret, Context& ctx) {
  constexpr std::string_view kPrefix = "bootstrap-token-";
  const std::string id = token_id_of(secret);
  const bool other = !id.empty() && secret.name.substr(std::min(kPrefix.size(), secret.name.size())) != id;
  if (!secret.name.empty() && !secret.metadata["name"].templated() && (!secret.name.starts_with(kPrefix) || other))
    ctx.report(secret.metadata["name"].span(), "a bootstrap token is looked for as '{}{}' alone", kPrefix,
               id.empty() ? "…" : id);
  if (!secret.namespace_.empty() && secret.namespace_ != "kube-system")
    ctx.report(secret.metadata["namespace"].span(), "a bootstrap token is looked for in 'kube-system' alone");
}

// Base64 takes four letters for three bytes.
void check_size(const Object& object, Context& ctx) {
  size_t size = 0;
  Value largest;
  for (const char* list : {"data", "stringData", "binaryData"}) {
    const bool encoded = list[0] == 'b' || (list[0] == 'd' && object.kind_name == "Secret");
    for (const auto& [key, value] : object[list].entries()) {
      const size_t own = value.string().size();
      size += encoded ? own / 4 * 3 : own;
      if (own > largest.string().size()) largest = value;
    }
  }
  if (size <= kMost) return;
  ctx.report(largest.key_span(), "{} '{}' holds more than 1 MiB, which the API server refuses", object.kind_name,
             object.name);
}

}  // namespace

extern constinit const Rule secret_type_shape = {
    .severity = Severity::error,
    .group = Group::correctness,
    .options = {&date},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.is("", "Secret") || object.is("", "ConfigMap")) check_size(object, ctx);
          const Value type = object["type"];
          const Fact wanted = facts::table("secret-types")[type.string()];
          const bool known = object.root.known({"data", "any"}) && object.root.known({"stringData", "any"});
          if (!object.is("", "Secret") || !wanted.exists() || !known) return;
          check_keys(object, wanted, ctx);
          if (type.is("bootstrap.kubernetes.io/token")) check_bootstrap_token(object, ctx);
          for (const SecretEntry& entry : secret_entries_of(object)) {
            // Nothing yet, or Base64 that cannot be read.
            if (entry.content.empty() || (entry.encoded && !decode_base64(entry.value.string()))) continue;
            check_content(entry, wanted, ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
