#include <gtest/gtest.h>

#include "secrets.h"

namespace plimsoll {
namespace {

TEST(LiteralSecrets, OfLines) {
  const std::pair<const char*, const char*> table[] = {
      {"{\"user\": \"a\", \"password\": \"hunter2\"}", "hunter2"},
      {"{\\\"password\\\": \\\"hunter2\\\"}", "hunter2"},
      {"db: {user: a, password: hunter2, token: k3y9ab}", "hunter2 k3y9ab"},
      {"db: {password: hunter2}", "hunter2"},
      {"Server=db;User Id=sa;Password=Hunter2!;", "Hunter2!"},
      {"host=db password=hunter2 dbname=x", "hunter2"},
      {"PGPASSWORD=hunter2 psql -h db --token=k3y9ab", "hunter2 k3y9ab"},
      {"token:k3y9ab", "k3y9ab"},
      {"    - \"token=k3y9ab\"", "k3y9ab"},
      {"password:hunter2", "hunter2"},
      {"api_key = 'mykey'", "mykey"},
      {"connect(user=user, password=secret)", ""},
      {"password = a + b", ""},
      {"the password: what you were given", ""},
      {"if password == other or token != other:", ""},
      {"secret:v1/data token = self", ""},
      {"run --password=PASSWORD", ""},
      {"{\"password\": \"\", \"token\": null, \"secret\": \"${SECRET}\"}", ""},
      {"=:=\"':\\", ""},
  };
  for (const auto& [text, expected] : table) {
    std::string found;
    for (const Secret& secret : literal_secrets_in(text)) {
      found += (found.empty() ? "" : " ") + std::string(text).substr(secret.begin, secret.end - secret.begin);
    }
    EXPECT_EQ(found, expected) << text;
  }
}

}  // namespace
}  // namespace plimsoll
