#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

bool is_configuration(const Object& object) {
  const bool right_group = object.group == "apiserver.config.k8s.io" || object.group.empty();
  return right_group && (object.kind_name == "EncryptionConfiguration" || object.kind_name == "EncryptionConfig");
}

bool lists(const Value& entry, std::initializer_list<std::string_view> words) {
  const std::vector<Value> resources = entry["resources"].items();
  return std::any_of(resources.begin(), resources.end(), [&](const Value& resource) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return resource.is(word); });
  });
}

// An entry for all resources is not for those that entries before it are for.
std::vector<Value> entries_for_secrets(const Object& object) {
  std::vector<Value> entries;
  for (const Value& entry : object["resources"].items()) {
    if (lists(entry, {"secrets"}) || (entries.empty() && lists(entry, {"*.", "*.*"}))) entries.push_back(entry);
  }
  return entries;
}

bool encrypts(const Value& provider) {
  for (const char* kind : {"aescbc", "aesgcm", "secretbox", "kms"})
    if (provider[kind].exists()) return true;
  return false;
}

void report_keys(const Value& provider, Context& ctx) {
  for (const char* kind : {"aescbc", "aesgcm", "secretbox"}) {
    for (const Value& key : provider[kind]["keys"].items()) {
      const Value secret = key["secret"];
      const std::string_view text = secret.string();
      if (text.empty() || secret.templated() || text.find('<') != text.npos || is_placeholder(text)) continue;
      ctx.report(secret.span(),
                 "the key that opens all Secrets stands in the file; keep the file out of the repository")
          .severity(Severity::info)
          .hide(secret.span());
    }
  }
}

}  // namespace

extern constinit const Rule encryption_configuration_weak = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kics:Encryption Provider Not Properly Configured", "kics:10efce34-5af6-4d83-b414-9e096d5a06a9",
                "kubescape:C-0142", "cis-kubernetes:1.2.28"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_configuration(object)) return;
          for (const Value& entry : entries_for_secrets(object)) {
            const Value providers = entry["providers"];
            if (!providers.is_list() && !providers.missing()) continue;
            const auto all = providers.items();
            const bool any = std::any_of(all.begin(), all.end(), encrypts);
            if (!all.empty() && all.front()["identity"].exists()) {
              ctx.report(all.front().span(),
                         "new Secrets are written in clear text; put 'identity' last, or leave it away");
            } else if (!any &&
                       std::none_of(all.begin(), all.end(), [](const Value& each) { return each.templated(); })) {
              ctx.report(providers.key_span(),
                         "nothing here encrypts Secrets; put 'kms', 'secretbox' or 'aesgcm' first");
            }
            for (const Value& provider : all) report_keys(provider, ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
