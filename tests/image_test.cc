#include "image.h"

#include <gtest/gtest.h>

#include <string>

namespace plimsoll {
namespace {

// registry|repository|tag|digest, then what Docker makes of it, and whether it is official or invalid.
std::string dump(std::string_view reference) {
  ImageRef image = split_image(reference);
  std::string out = std::string(image.registry) + "|" + std::string(image.repository) + "|" +
                    std::string(image.tag.value_or("-")) + "|" + std::string(image.digest.value_or("-"));
  out += " = " + std::string(image.effective_registry()) + "/" + image.effective_repository();
  if (!image.official_name().empty()) out += " official=" + std::string(image.official_name());
  if (!image.valid()) out += " invalid";
  return out;
}

TEST(Image, Split) {
  const std::string hash(64, 'a');
  struct {
    std::string reference, expected;
  } cases[] = {
      {"debian", "|debian|-|- = docker.io/library/debian official=debian"},
      {"debian:12", "|debian|12|- = docker.io/library/debian official=debian"},
      {"library/debian", "|library/debian|-|- = docker.io/library/debian official=debian"},
      {"docker.io/debian", "docker.io|debian|-|- = docker.io/library/debian official=debian"},
      {"index.docker.io/library/debian:1",
       "index.docker.io|library/debian|1|- = docker.io/library/debian official=debian"},
      {"team/app:v1", "|team/app|v1|- = docker.io/team/app"},
      {"localhost/app", "localhost|app|-|- = localhost/app"},
      {"localhost:5000/a/b:c", "localhost:5000|a/b|c|- = localhost:5000/a/b"},
      {"ghcr.io/a/b", "ghcr.io|a/b|-|- = ghcr.io/a/b"},
      {"ghcr.io/library/debian", "ghcr.io|library/debian|-|- = ghcr.io/library/debian"},
      {"reg:5000/x", "reg:5000|x|-|- = reg:5000/x"},
      {"[::1]:5000/x", "[::1]:5000|x|-|- = [::1]:5000/x"},
      {"library/a/b", "|library/a/b|-|- = docker.io/library/a/b"},
      {"debian@sha256:" + hash, "|debian|-|sha256:" + hash + " = docker.io/library/debian official=debian"},
      {"debian:12@sha256:" + hash, "|debian|12|sha256:" + hash + " = docker.io/library/debian official=debian"},
      {"debian:", "|debian||- = docker.io/library/debian official=debian invalid"},
      {"debian@", "|debian|-| = docker.io/library/debian official=debian invalid"},
      {"debian@sha256:ab", "|debian|-|sha256:ab = docker.io/library/debian official=debian invalid"},
      {"Debian", "|Debian|-|- = docker.io/library/Debian official=Debian invalid"},
      {"x/a__b.c--d/e_f", "|x/a__b.c--d/e_f|-|- = docker.io/x/a__b.c--d/e_f"},
      {"a___b", "|a___b|-|- = docker.io/library/a___b official=a___b invalid"},
      {"a..b", "|a..b|-|- = docker.io/library/a..b official=a..b invalid"},
      {"-a", "|-a|-|- = docker.io/library/-a official=-a invalid"},
      {"a/", "|a/|-|- = docker.io/a/ invalid"},
      {"", "||-|- = docker.io/library/ invalid"},
      {"a:.b", "|a|.b|- = docker.io/library/a official=a invalid"},
      {"a:" + std::string(128, 'x'), "|a|" + std::string(128, 'x') + "|- = docker.io/library/a official=a"},
      {"a:" + std::string(129, 'x'), "|a|" + std::string(129, 'x') + "|- = docker.io/library/a official=a invalid"},
      {"debian:${TAG}", "|debian|${TAG}|- = docker.io/library/debian official=debian invalid"},
      {"my-.host.io/a", "my-.host.io|a|-|- = my-.host.io/a invalid"},
      {"host.io:/a", "host.io:|a|-|- = host.io:/a invalid"},
      {hash, "|" + hash + "|-|- = docker.io/library/" + hash + " official=" + hash + " invalid"},
  };
  for (const auto& [reference, expected] : cases) EXPECT_EQ(dump(reference), expected) << reference;
}

TEST(Image, ComesFrom) {
  struct {
    std::string_view reference, pattern;
    bool expected;
  } cases[] = {
      {"nginx", "docker.io", true},
      {"registry-1.docker.io/library/nginx", "index.docker.io", true},
      {"nginx:1", "nginx", true},
      {"nginx:1", "docker.io/nginx", true},
      {"nginx:1", "docker.io/library/*", true},
      {"nginx:1", "docker.io/library/nginx:1", true},
      {"nginx:2", "docker.io/library/nginx:1", false},
      {"bitnami/redis", "bitnami", true},
      {"bitnamilegacy/redis", "bitnami", false},
      {"ghcr.io/acme/web", "ghcr.io/", true},
      {"ghcr.io/acme/web", "ghcr.io/acme/", true},
      {"ghcr.io/acme-evil/web", "ghcr.io/acme", false},
      {"ghcr.io/acme-evil/web", "ghcr.io/acme*", true},
      {"team.azurecr.io/web", "*.azurecr.io", true},
      {"evil.example/x.azurecr.io/web", "*.azurecr.io", false},
      {"localhost:5000/web", "localhost:5000", true},
      {"localhost:5000/web", "localhost", false},
      {"nginx:1", "nginx:1", true},
      {"nginx:1", "nginx:*", true},
      {"nginx:1", "nginx*", true},
      {"nginx:2", "nginx:1", false},
      {"evil/x.azurecr.io", "*.azurecr.io", false},
      {"ghcr.io/acme/web:1.4@sha256:0", "ghcr.io/acme/web:1.4", true},
      {"ghcr.io/acme/web:1.5@sha256:0", "ghcr.io/acme/web:1.4", false},
  };
  for (const auto& [reference, pattern, expected] : cases) {
    EXPECT_EQ(is_from(split_image(reference), pattern), expected) << reference << " " << pattern;
  }
}

TEST(Image, HostileInputIsLinear) {
  for (char c : {'/', ':', '@', '.', '-', '_', 'a', '[', '\0'}) {
    EXPECT_FALSE(split_image(std::string(2'000'000, c)).valid());
  }
}

}  // namespace
}  // namespace plimsoll
