#include "kubernetes/defined.h"

namespace plimsoll::kubernetes {
namespace {

using Keys = std::optional<std::vector<std::string>>;

// False if some of them cannot be known.
bool add_keys(const Value& map, std::vector<std::string>& keys) {
  if (map.templated() || (map.present() && !map.is_map())) return false;
  for (const auto& [key, value] : map.entries()) {
    if (key.templated()) return false;
    keys.emplace_back(key.string());
  }
  return true;
}

// Of a list of maps.
Keys keys_in(const Value& list, std::string_view field) {
  Keys keys(std::in_place);
  for (const Value& item : list.items()) {
    if (item[field].templated()) return std::nullopt;
    keys->emplace_back(item[field].string());
  }
  return keys;
}

Keys sealed_keys(const Value& spec) {
  Keys keys(std::in_place);
  const bool known = add_keys(spec["encryptedData"], *keys) && add_keys(spec["template"]["data"], *keys);
  return known ? keys : std::nullopt;
}

Keys external_keys(const Value& spec) {
  if (spec["dataFrom"].exists() || spec["target"]["template"].exists()) return std::nullopt;
  return keys_in(spec["data"], "secretKey");
}

Keys certificate_keys(const Value& spec) {
  if (spec["keystores"].exists() || spec["additionalOutputFormats"].exists()) return std::nullopt;
  return {{"tls.crt", "tls.key", "ca.crt"}};
}

}  // namespace

std::optional<std::vector<std::string>> keys_of(const Object& object) {
  const bool secret = object.is("", "Secret");
  if (!secret && !object.is("", "ConfigMap")) return std::nullopt;
  // The cluster fills it in.
  if (secret && object["type"].is("kubernetes.io/service-account-token")) return std::nullopt;
  std::vector<std::string> keys;
  for (std::string_view field : {"data", "binaryData", "stringData"}) {
    if (!add_keys(object[field], keys)) return std::nullopt;
  }
  // Without any it is filled in later, by a program or by hand.
  if (keys.empty()) return std::nullopt;
  return keys;
}

std::vector<MadeSecret> made_secrets_of(const Object& object) {
  std::vector<MadeSecret> made;
  auto add = [&](const Value& name, Keys keys) {
    if (!name.string().empty() && !name.templated())
      made.push_back({std::string(name.string()), std::move(keys), name.span()});
  };
  const Value spec = object["spec"];
  const Value own_name = object.metadata["name"];
  if (object.is("cert-manager.io", "Certificate")) {
    add(spec["secretName"], certificate_keys(spec));
  } else if (object.kind_name == "SealedSecret") {
    const Value name = spec["template"]["metadata"]["name"];
    add(name.missing() ? own_name : name, sealed_keys(spec));
  } else if (object.kind_name == "ExternalSecret") {
    const Value name = spec["target"]["name"];
    add(name.missing() ? own_name : name, external_keys(spec));
  } else if (object.kind_name == "ClusterExternalSecret") {
    add(spec["externalSecretName"], std::nullopt);
  } else if (object.kind_name == "SecretProviderClass") {
    for (const Value& secret : spec["secretObjects"].items()) add(secret["secretName"], keys_in(secret["data"], "key"));
  } else if (object.kind_name != "Secret" && object.kind_name.ends_with("Secret")) {
    add(own_name, std::nullopt);  // VaultStaticSecret, InfisicalSecret, AWSSecret: named as what they make, as a rule
  } else if (object.kind_name == "OnePasswordItem") {
    add(own_name, std::nullopt);
  }
  // A CA or a certificate that an Ingress asks cert-manager for.
  const Value annotations = object.metadata["annotations"];
  const bool asks = annotations["cert-manager.io/issuer"].present() ||
                    annotations["cert-manager.io/cluster-issuer"].present() ||
                    annotations["kubernetes.io/tls-acme"].is(true) || annotations["kubernetes.io/tls-acme"].is("true");
  if (object.kind_name == "Ingress" && asks) {
    for (const Value& tls : spec["tls"].items()) add(tls["secretName"], certificate_keys({}));
  }
  return made;
}

}  // namespace plimsoll::kubernetes
