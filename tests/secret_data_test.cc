#include "kubernetes/secret_data.h"

#include <gtest/gtest.h>

#include <string>

namespace plimsoll::kubernetes {
namespace {

// The text with what secrets_in() finds as asterisks.
std::string masked(std::string text) {
  const Source source("manifest.yaml", text);
  const Manifest manifest = read_manifest(source);
  for (Span span : secrets_in(manifest)) {
    for (uint32_t at = span.begin; at < span.end; ++at) text[at] = '*';
  }
  return text;
}

TEST(SecretData, HiddenInSecretsWhereverItStands) {
  EXPECT_EQ(masked("apiVersion: v1\nkind: Secret\nmetadata: {name: web}\ntype: Opaque\n"
                   "data: {a: aHVudGVyMg==, a: aHVudGVyMw==, b: [hunter2], c: {d: hunter2}, e: \"\"}\n"
                   "stringdata: {a: hunter2, b: \"${B}\"}\n"),
            "apiVersion: v1\nkind: Secret\nmetadata: {name: web}\ntype: Opaque\n"
            "data: {a: ************, a: ************, b: [*******], c: {d: *******}, e: \"\"}\n"
            "stringdata: {a: *******, b: \"${B}\"}\n");
}

TEST(SecretData, HiddenInVariablesOptionsAndComments) {
  EXPECT_EQ(masked("apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app\n    env:\n"
                   "    - {name: API_TOKEN, value: mytoken, vlaue: mytoken2}  # password: hunter2\n"
                   "    - name: DB_PASSWORD\n      value: hunter2\n"
                   "    args: [--token, mytoken, --password=hunter2, --verbose, yes]\n"),
            "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app\n    env:\n"
            "    - {name: API_TOKEN, value: *******, vlaue: ********}  # password: *******\n"
            "    - name: DB_PASSWORD\n      value: *******\n"
            "    args: [--token, *******, --password=*******, --verbose, yes]\n");
}

TEST(SecretData, HiddenInConfigMaps) {
  EXPECT_EQ(masked("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata:\n  token: mytoken\n"
                   "  url: https://app:hunter2@db/\n  a.json: '{\"user\": \"app\", \"password\": \"hunter2\"}'\n"),
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata:\n  token: *******\n"
            "  url: https://app:*******@db/\n  a.json: '{\"user\": \"app\", \"password\": \"*******\"}'\n");
}

}  // namespace
}  // namespace plimsoll::kubernetes
