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

// "IMAGE DOCKERFILE TARGET, …"; "?" for a Dockerfile that nobody knows.
std::string in_words(const std::vector<BuiltImage>& all) {
  std::string words;
  for (const BuiltImage& built : all) {
    words += (words.empty() ? "" : ", ") + built.image + " " + (built.dockerfile.empty() ? "?" : built.dockerfile);
    if (!built.target.empty()) words += " " + built.target;
  }
  return words;
}
std::string only(const std::vector<BuiltImage>& all) { return all.empty() ? "0" : in_words(all); }

TEST(ImageBuilds, ReadsSkaffold) {
  const std::string head = "apiVersion: skaffold/v4beta6\nkind: Config\nbuild:\n  artifacts:\n";
  EXPECT_EQ(only(built_by("skaffold.yaml", head + "  - {image: gcr.io/shop/web, context: src/web}\n")),
            "shop/web src/web/Dockerfile");
  EXPECT_EQ(only(built_by("a/skaffold.yaml", head + "  - {image: web, docker: {dockerfile: ../b/Dockerfile.x}}\n")),
            "web b/Dockerfile.x");
  EXPECT_EQ(only(built_by("skaffold.yaml", head + "  - {image: web, docker: {target: debug}}\n")),
            "web Dockerfile debug");
  EXPECT_EQ(only(built_by("skaffold.yaml", head + "  - {image: web, jib: {}}\n")), "web ?");
  EXPECT_EQ(only(built_by("skaffold.yaml", head + "  - {image: \"{{.IMAGE}}\"}\n")), "0");
}

TEST(ImageBuilds, ReadsCompose) {
  EXPECT_EQ(only(built_by("compose.yaml", "services: {web: {image: \"shop/web:dev\", build: ./web}}\n")),
            "shop/web web/Dockerfile");
  EXPECT_EQ(only(built_by("deploy/docker-compose.prod.yml",
                          "services: {web: {image: web, build: {context: .., dockerfile: Dockerfile.web}}}\n")),
            "web Dockerfile.web");
  EXPECT_EQ(only(built_by("compose.yaml", "services: {web: {build: .}, db: {image: postgres}}\n")), "0");
  EXPECT_EQ(only(built_by("compose.yaml", "services: {web: {image: web, build: {dockerfile_inline: FROM x}}}\n")),
            "web ?");
  EXPECT_EQ(only(built_by("compose.yaml", "services: {web: {image: \"a/web:${TAG:-1}\", build: web}}\n")),
            "a/web web/Dockerfile");
  EXPECT_EQ(only(built_by("compose.yaml", "services: {web: {image: \"${REPO}/web:1\", build: web}}\n")), "0");
  EXPECT_EQ(only(built_by("compose.yaml", "services: {web: {image: web, build: \"${DIR}\"}}\n")), "web ?");
  EXPECT_EQ(only(built_by("compose.yaml", "services: {web: {image: web, build: {tags: [shop/x], target: dev}}}\n")),
            "shop/x Dockerfile dev, web Dockerfile dev");
  EXPECT_EQ(only(built_by("values.yaml", "services: {web: {image: web, build: .}}\n")), "0");
}

TEST(ImageBuilds, ReadsBakeFiles) {
  EXPECT_EQ(only(built_by("docker-bake.json",
                          R"({"target": {"web": {"context": "web", "tags": ["r.example/shop/web:1", "shop/w"]}}})")),
            "shop/web web/Dockerfile, shop/w web/Dockerfile");
  EXPECT_EQ(only(built_by("bake.json", R"({"target": {"web": {"tags": ["web"]}}})")), "0");
  EXPECT_EQ(in_words(built_images_in(R"(
variable "TAG" { default = "target" }
# target "not" { tags = ["not"] }
/* target "not" { tags = ["not"] } */
target "web" {
  dockerfile = "Dockerfile.web"
  args = { context = "no" }
  context = "src"  // here
  tags = ["r.example/shop/web:${TAG}", "${REPO}/api", "shop/" + "x", tag("y"), "z"]
  target = "prod"
}
target "next" { inherits = ["web"]
  tags = ["next"] }
target "script" {
  dockerfile-inline = <<-EOT
  } target "no" { tags = ["no"] }
  EOT
  tags = ["inline"]
}
)",
                                     "a/docker-bake.hcl")),
            "shop/web a/src/Dockerfile.web prod, z a/src/Dockerfile.web prod, next ?, inline ?");
  for (const char* broken :
       {"target \"a\" {", "target \"a\" { tags = [", "target \"a\" { tags = [\"", "<<", "<<A", "\""})
    EXPECT_EQ(in_words(built_images_in(broken, "docker-bake.hcl")), "") << broken;
}

TEST(ImageBuilds, ReadsTiltfiles) {
  EXPECT_EQ(in_words(built_images_in(R"(
# docker_build('not', '.')
s = """
docker_build('not', '.')
"""
docker_build('shop/web', 'src')
docker_build("r.example/shop/api:1", context='.', dockerfile='api/Dockerfile.prod', target='prod',
             build_args={'a': 'b'}, live_update=[sync('.', '/app')])
docker_build('args', '.', {'a': 'b'})
docker_build('variable', path)
docker_build('made', 'a' + b)
docker_build('started', '.', entrypoint='x')
docker_build(name, '.')
custom_build('custom', 'make', ['.'])
)",
                                     "a/Tiltfile")),
            "shop/web a/src/Dockerfile, shop/api a/api/Dockerfile.prod prod, args ?, variable ?, made ?, started ?");
  for (const char* broken : {"docker_build(", "docker_build('a", "docker_build('a', '''", "docker_build('\\"})
    EXPECT_EQ(in_words(built_images_in(broken, "Tiltfile")), "") << broken;
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
  EXPECT_EQ(builder_of("web", {"web/Dockerfile", "web/Dockerfile.dev"}), "web/Dockerfile");
  EXPECT_EQ(builder_of("web", {"web/Dockerfile", "web/Dockerfile.prod"}), "") << "either";
  EXPECT_EQ(builder_of("shop/web", {"docker/web.Dockerfile", "docker/api.Dockerfile"}), "docker/web.Dockerfile");
  EXPECT_EQ(builder_of("shop/web", {"Dockerfile.api", "Dockerfile.web"}), "Dockerfile.web");
  EXPECT_EQ(builder_of("shop/web", {"web/Dockerfile", "Dockerfile.web"}), "") << "either";
}

TEST(ImageBuilds, BelievesWhatBuilds) {
  const std::vector<BuiltImage> built{{"shop/web", "app/Dockerfile", ""}};
  EXPECT_EQ(builder_of("registry.example/shop/web:2", {"app/Dockerfile"}, "k8s/web.yaml", built), "app/Dockerfile");
  EXPECT_EQ(builder_of("registry.example/shop/api:2", {"app/Dockerfile"}, "k8s/web.yaml", built), "");
  const std::vector<BuiltImage> elsewhere{{"web", "one/app/Dockerfile", "one"}};
  EXPECT_EQ(builder_of("web", {"one/app/Dockerfile"}, "two/web.yaml", elsewhere), "");
  const std::vector<BuiltImage> both{{"web", "a/Dockerfile", ""}, {"web", "b/Dockerfile", ""}};
  EXPECT_EQ(builder_of("web", {"a/Dockerfile", "b/Dockerfile"}, "web.yaml", both), "");
  const std::vector<BuiltImage> beside{{"shop/web", "docker/Dockerfile", "docker"}};
  EXPECT_EQ(builder_of("shop/web", {"docker/Dockerfile"}, "k8s/web.yaml", beside), "docker/Dockerfile");
  const std::vector<BuiltImage> unknown{{"web", "", ""}};
  EXPECT_EQ(builder_of("web", {"web/Dockerfile"}, "web.yaml", unknown), "") << "something else builds it";
  const std::vector<BuiltImage> stage{{"web", "a/Dockerfile", "", "none"}};
  EXPECT_EQ(builder_of("web", {"a/Dockerfile"}, "web.yaml", stage), "") << "no such stage";
}

TEST(ImageBuilds, BelievesTheConfigurationMost) {
  std::vector<BuiltImage> built{{"shop/web", "app/Dockerfile", ""}};
  BuiltImage& own = built.emplace_back(BuiltImage{"r.example/shop/web", "b/Dockerfile"});
  own.configured = true;
  const std::vector<std::string> both{"app/Dockerfile", "b/Dockerfile"};
  EXPECT_EQ(builder_of("r.example/shop/web:2", both, "k8s/web.yaml", built), "b/Dockerfile");
  EXPECT_EQ(builder_of("shop/web:2", both, "k8s/web.yaml", built), "app/Dockerfile");
}

}  // namespace
}  // namespace plimsoll
