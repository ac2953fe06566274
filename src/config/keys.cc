#include "config/keys.h"

#include "config/reader.h"

namespace plimsoll {
namespace {

using kubernetes::Value;

// Of the objects that no rule judges, and of those that an override is for.
template <const char* Name>
void exempt_field(ConfigReader& reader, Value value) {
  reader.exempt_field(Name, value);
}
constexpr char kNamespaces[] = "namespaces", kKinds[] = "kinds", kNames[] = "names", kContainers[] = "containers",
               kImages[] = "images";

constexpr Key kExemptKeys[] = {
    {kNamespaces, KeyType::names, "objects in these namespaces, and the namespaces", exempt_field<kNamespaces>},
    {kKinds, KeyType::names, "objects of these kinds", exempt_field<kKinds>},
    {kNames, KeyType::names, "objects of these names", exempt_field<kNames>},
    {kContainers, KeyType::names, "containers of these names", exempt_field<kContainers>},
    {kImages, KeyType::names, "containers of these images", exempt_field<kImages>},
};

constexpr Key kOverrideKeys[] = {
    {"paths", KeyType::names, "files, in gitignore syntax",
     [](ConfigReader& reader, Value value) { reader.at_override().paths = *reader.patterns(value); }},
    {kKinds, KeyType::names, "Kubernetes objects of these kinds", exempt_field<kKinds>},
    {kNames, KeyType::names, "objects of these names; a * at the end stands for any rest", exempt_field<kNames>},
    {kNamespaces, KeyType::names, "objects in these namespaces", exempt_field<kNamespaces>},
    {"rules", KeyType::rules, "what holds for them", [](ConfigReader& reader, Value value) { reader.rules(value); }},
    {"reason", KeyType::text, "why, for those who read it later",
     [](ConfigReader& reader, Value value) { reader.at_override().reason = value.string(); }},
    {"expires", KeyType::date, "the last day on which it holds",
     [](ConfigReader& reader, Value value) { reader.expires(value); }},
};

constexpr Key kPodTemplateKeys[] = {
    {"group", KeyType::text, "the API group, such as example.com",
     [](ConfigReader& reader, Value value) { reader.pod_template().group = value.string(); }},
    {"kind", KeyType::text, "the kind",
     [](ConfigReader& reader, Value value) { reader.pod_template().kind = value.string(); }},
    {"path", KeyType::text, "the way to what holds the metadata and spec of a pod: spec.jobs.*.template",
     [](ConfigReader& reader, Value value) { reader.pod_template().path = value.string(); }},
};

constexpr Key kKeys[] = {
    {"root", KeyType::flag, "no configuration in a folder further up holds beneath this one",
     [](ConfigReader& reader, Value value) { reader.config().root = *value.boolean(); }},
    {"extends", KeyType::names, "configurations that hold beneath this one, as paths relative to it; later ones win",
     [](ConfigReader& reader, Value value) { reader.extends(value); }},
    {"profile", KeyType::profile, "which rules run",
     [](ConfigReader& reader, Value value) { reader.config().profile = value.string(); }},
    {"rules", KeyType::rules, "severities and options of rules, by name or alias",
     [](ConfigReader& reader, Value value) { reader.rules(value); }},
    {"exclude", KeyType::names, "files that are not checked, be they named on the command line; in gitignore syntax",
     [](ConfigReader& reader, Value value) { reader.exclude(value); }},
    {"exempt", KeyType::section, "Kubernetes objects and containers that no rule judges",
     [](ConfigReader& reader, Value value) { reader.exempt(value); }, kExemptKeys},
    {"overrides", KeyType::sections, "rules for some files, or for some Kubernetes objects; later ones win",
     [](ConfigReader& reader, Value value) { reader.overrides(value); }, kOverrideKeys},
    {"require-reason", KeyType::flag, "overrides and suppressions must say why",
     [](ConfigReader& reader, Value value) { reader.config().require_reason = value.boolean(); }},
    {"kubernetes-version", KeyType::minor_version, "the version that manifests are for",
     [](ConfigReader& reader, Value value) { reader.kubernetes_version(value); }},
    {"build-args", KeyType::strings, "values of ARGs, as docker build would get them",
     [](ConfigReader& reader, Value value) { reader.build_args(value); }},
    {"dockerfiles", KeyType::strings,
     "which Dockerfile builds an image: by the image without its tag, a path relative to the configuration",
     [](ConfigReader& reader, Value value) { reader.dockerfiles(value); }},
    {"trusted-registries", KeyType::names,
     "where images may come from: the option registries of all rules that have it",
     [](ConfigReader& reader, Value value) { reader.config().trusted_registries = reader.names(value); }},
    {"pod-templates", KeyType::sections, "where custom resources keep the template of a pod",
     [](ConfigReader& reader, Value value) { reader.pod_templates(value); }, kPodTemplateKeys},
};

constexpr std::string_view kLevels[] = {"off", "on", "info", "warning", "error"};

}  // namespace

std::span<const Key> config_keys() { return kKeys; }

std::span<const std::string_view> rule_levels() { return kLevels; }

std::string_view in_words(KeyType type) {
  switch (type) {
    case KeyType::flag:
      return "true or false";
    case KeyType::text:
      return "a string";
    case KeyType::names:
      return "a list of strings";
    case KeyType::strings:
      return "a mapping from name to string";
    case KeyType::profile:
      return "the name of a profile";
    case KeyType::minor_version:
      return "a version such as \"1.31\"";
    case KeyType::date:
      return "a day such as 2026-12-31";
    case KeyType::rules:
      return "a mapping from rule to severity";
    case KeyType::section:
      return "a mapping";
    case KeyType::sections:
      return "a list of mappings";
  }
  return {};
}

}  // namespace plimsoll
