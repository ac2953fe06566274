#include "image_builds.h"

#include <gtest/gtest.h>

#include "kubernetes/parse.h"
#include "project.h"

namespace plimsoll {
namespace {

std::vector<BuiltImage> built_by(const std::string& path, const std::string& text) {
  const Source source(path, text);
  std::vector<BuiltImage> all;
  for (const auto& document : kubernetes::parse(source)) {
    for (BuiltImage& built : built_images_of(*document, path)) all.push_back(std::move(built));
  }
  return all;
}

std::string only(const std::vector<BuiltImage>& all) {
  return all.size() == 1 ? all.front().image + " " + all.front().dockerfile : std::to_string(all.size());
}

TEST(ImageBuilds, ReadsSkaffold) {
  const std::string head = "apiVersion: skaffold/v4beta6\nkind: Config\nbuild:\n  artifacts:\n";
  EXPECT_EQ(only(built_by("skaffold.yaml", head + "  - {image: gcr.io/shop/web, context: src/web}\n")),
            "shop/web src/web/Dockerfile");
  EXPECT_EQ(only(built_by("a/skaffold.yaml", head + "  - {image: web, docker: {dockerfile: ../b/Dockerfile.x}}\n")),
            "web b/Dockerfile.x");
  EXPECT_EQ(only(built_by("skaffold.yaml", head + "  - {image: web, docker: {target: debug}}\n")), "0");
  EXPECT_EQ(only(built_by("skaffold.yaml", head + "  - {image: web, jib: {}}\n")), "0");
  EXPECT_EQ(only(built_by("skaffold.yaml", head + "  - {image: \"{{.IMAGE}}\"}\n")), "0");
}

TEST(ImageBuilds, ReadsCompose) {
  EXPECT_EQ(only(built_by("compose.yaml", "services: {web: {image: \"shop/web:dev\", build: ./web}}\n")),
            "shop/web web/Dockerfile");
  EXPECT_EQ(only(built_by("deploy/docker-compose.prod.yml",
                          "services: {web: {image: web, build: {context: .., dockerfile: Dockerfile.web}}}\n")),
            "web Dockerfile.web");
  EXPECT_EQ(only(built_by("compose.yaml", "services: {web: {build: .}, db: {image: postgres}}\n")), "0");
  EXPECT_EQ(only(built_by("compose.yaml", "services: {web: {image: web, build: {dockerfile_inline: FROM x}}}\n")), "0");
  EXPECT_EQ(only(built_by("values.yaml", "services: {web: {image: web, build: .}}\n")), "0");
}

// The Dockerfile of an image, in a project of these Dockerfiles and a manifest.
std::string builder_of(const std::string& image, const std::vector<std::string>& dockerfiles,
                       const std::string& manifest = "k8s/web.yaml", std::vector<BuiltImage> built = {},
                       const std::string& base = "") {
  Project project;
  for (const std::string& path : dockerfiles) {
    dockerfile::ImageSummary& summary = project.images.emplace_back();
    summary.file = static_cast<uint32_t>(project.files.size());
    summary.base = base;
    project.files.push_back({path, {}});
  }
  project.built = std::move(built);
  ObjectSummary object;
  object.file = static_cast<uint32_t>(project.files.size());
  project.files.push_back({manifest, {}});
  ContainerSummary container;
  container.image = image;
  const ImageBuilds builds(project);
  const auto* found = builds.builder_of(object, container);
  return found ? project.files[found->file].path : "";
}

TEST(ImageBuilds, FindsTheFolderOfTheName) {
  const std::vector<std::string> two{"src/api/Dockerfile", "src/web/Dockerfile"};
  EXPECT_EQ(builder_of("web", two), "src/web/Dockerfile");
  EXPECT_EQ(builder_of("registry.example/shop/web:1.4@sha256:" + std::string(64, '0'), two), "src/web/Dockerfile");
  EXPECT_EQ(builder_of("registry.example/shop/web:1.4", two), "src/web/Dockerfile");
  EXPECT_EQ(builder_of("registry.example/shop/front:1.4", two), "");
  EXPECT_EQ(builder_of("web", {"a/web/Dockerfile", "b/web/Dockerfile"}), "") << "two of that name";
  EXPECT_EQ(builder_of("web", {"web/Dockerfile.dev"}), "");
  EXPECT_EQ(builder_of("web", {"one/app/src/web/Dockerfile"}, "other/k8s/web.yaml"), "") << "too far away";
  EXPECT_EQ(builder_of("quay.io/coreos/web", two), "") << "anybody's";
  EXPECT_EQ(builder_of("acme/nginx", {"nginx/Dockerfile"}), "") << "the name of a well-known image";
  EXPECT_EQ(builder_of("prom/prometheus:v3", {"prometheus/Dockerfile"}, "k8s/a.yaml", {}, "prom/prometheus:v3"), "");
  EXPECT_EQ(builder_of("", two), "");
}

TEST(ImageBuilds, BelievesWhatBuilds) {
  const std::vector<BuiltImage> built{{"shop/web", "app/Dockerfile", ""}};
  EXPECT_EQ(builder_of("registry.example/shop/web:2", {"app/Dockerfile"}, "k8s/web.yaml", built), "app/Dockerfile");
  EXPECT_EQ(builder_of("registry.example/shop/api:2", {"app/Dockerfile"}, "k8s/web.yaml", built), "");
  const std::vector<BuiltImage> elsewhere{{"web", "one/app/Dockerfile", "one"}};
  EXPECT_EQ(builder_of("web", {"one/app/Dockerfile"}, "two/web.yaml", elsewhere), "");
  const std::vector<BuiltImage> both{{"web", "a/Dockerfile", ""}, {"web", "b/Dockerfile", ""}};
  EXPECT_EQ(builder_of("web", {"a/Dockerfile", "b/Dockerfile"}, "web.yaml", both), "");
}

}  // namespace
}  // namespace plimsoll
