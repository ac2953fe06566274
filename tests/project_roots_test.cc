#include "project_roots.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "project.h"

namespace plimsoll {
namespace {

Kustomization kustomization(std::string folder, std::vector<std::string> resources, std::string space = "") {
  Kustomization result;
  result.folder = std::move(folder);
  result.resources = std::move(resources);
  result.namespace_ = std::move(space);
  return result;
}

bool share(const Roots& roots, const std::string& one, const std::string& other, const std::string& space = "",
           const std::string& other_space = "") {
  ObjectSummary a, b;
  a.namespace_ = space;
  b.namespace_ = other_space;
  const auto homes = roots.homes_of(a, one), others = roots.homes_of(b, other);
  return std::any_of(homes.begin(), homes.end(),
                     [&](const std::string& home) { return std::count(others.begin(), others.end(), home) > 0; });
}

TEST(Roots, KeepTogetherWhatLiesInOneFolder) {
  const Roots roots({});
  EXPECT_TRUE(share(roots, "k8s/a.yaml", "./k8s/b.yaml"));
  EXPECT_FALSE(share(roots, "k8s/a.yaml", "k8s/more/b.yaml"));
  EXPECT_FALSE(share(roots, "k8s/a.yaml", "k8s/b.yaml", "shop"));
  EXPECT_TRUE(share(roots, "k8s/a.yaml", "k8s/b.yaml", "default"));
  EXPECT_TRUE(share(roots, "a.yaml", "elsewhere/b.yaml", "shop", "shop"));
}

TEST(Roots, FollowKustomizationsUpwards) {
  const std::vector<Kustomization> all{kustomization("base", {"base/web.yaml"}),
                                       kustomization("prod", {"base", "prod/ingress.yaml"}, "shop")};
  const Roots roots(all);
  EXPECT_TRUE(share(roots, "base/web.yaml", "prod/ingress.yaml"));
  EXPECT_FALSE(share(roots, "base/web.yaml", "prod/patch.yaml"));
  EXPECT_TRUE(share(roots, "base/web.yaml", "elsewhere.yaml", "", "shop")) << "the namespace that it gets";
  EXPECT_TRUE(share(roots, "base/web.yaml", "prod/ingress.yaml", "old", "other")) << "both are set";
  EXPECT_EQ(roots.kustomizations_of("base/web.yaml").size(), 2u);
  EXPECT_EQ(roots.overlay_of("base/web.yaml").namespace_, "shop");
  EXPECT_EQ(roots.overlay_of("web.yaml").namespace_, "");
}

TEST(Roots, SurviveKustomizationsInACircle) {
  const std::vector<Kustomization> all{kustomization("a", {"b", "a/x.yaml"}), kustomization("b", {"a"})};
  EXPECT_EQ(Roots(all).kustomizations_of("a/x.yaml").size(), 2u);
}

}  // namespace
}  // namespace plimsoll
