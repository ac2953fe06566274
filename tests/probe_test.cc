// What the fixes of rules over a manifest and a Dockerfile make of the manifest.
#include <gtest/gtest.h>

#include "fix.h"
#include "lint.h"

namespace plimsoll {
namespace {

std::string fixed(const char* rule, const std::string& manifest, const std::string& dockerfile) {
  Selection selection;
  selection.select = {find_rule(rule)};
  std::vector<Input> files{{.path = "k8s/web.yaml", .text = manifest}, {.path = "web/Dockerfile", .text = dockerfile}};
  const RunResult result = lint(std::move(files), RuleSet(*parse_config("", ""), selection), {});
  return apply_fixes(manifest, result.files.front().diagnostics.unpack(), true).text;
}

const std::string kHead = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n";

// The probe that takes the place of a HEALTHCHECK, without its indentation.
std::string probe_of(const std::string& check) {
  const std::string manifest = kHead + "  - name: web\n    image: shop/web:1\n    env: []\n";
  std::string text = fixed("dockerfile-healthcheck-ignored", manifest, "FROM debian:12\n" + check + "\n");
  if (text == manifest) return "";
  text = text.substr(text.find("livenessProbe"));
  text.erase(text.find("    env: []"));
  for (size_t at = 0; (at = text.find("\n    ", at)) != std::string::npos; ++at) text.erase(at + 1, 4);
  return text;
}

TEST(Probe, DoesWhatTheHealthcheckDid) {
  EXPECT_EQ(
      probe_of("HEALTHCHECK CMD curl -f http://localhost:8080/healthz || exit 1"),
      "livenessProbe:\n  httpGet:\n    path: /healthz\n    port: 8080\n  periodSeconds: 30\n  timeoutSeconds: 30\n");
  EXPECT_EQ(probe_of("HEALTHCHECK --interval=1m30s --timeout=500ms --start-period=5s --retries=1 \\\n"
                     "  CMD [\"wget\", \"-q\", \"--spider\", \"https://127.0.0.1\"]"),
            "livenessProbe:\n  httpGet:\n    path: /\n    port: 443\n    scheme: HTTPS\n  initialDelaySeconds: 5\n"
            "  periodSeconds: 90\n  timeoutSeconds: 1\n  failureThreshold: 1\n");
  EXPECT_EQ(probe_of("HEALTHCHECK CMD [\"check\", \"a \\\"b\\\"\"]"),
            "livenessProbe:\n  exec:\n    command: [\"check\", \"a \\\"b\\\"\"]\n  periodSeconds: 30\n"
            "  timeoutSeconds: 30\n");
  EXPECT_EQ(
      probe_of("SHELL [\"/bin/bash\", \"-ec\"]\nHEALTHCHECK --interval=0s CMD status | grep up"),
      "livenessProbe:\n  exec:\n    command: [\"/bin/bash\", \"-ec\", \"status | grep up\"]\n  periodSeconds: 30\n"
      "  timeoutSeconds: 30\n");
}

TEST(Probe, AsksByExecWhatHttpGetCannot) {
  for (const char* command : {
           "curl http://localhost/",                     // passes whatever the server says
           "curl -f http://db:8080/",                    // another host
           "curl -f http://localhost:$PORT/",            // of the environment
           "curl -f -H 'Host: a' http://localhost/",     // a header
           "curl -f http://localhost/ | grep up",        // the answer counts
           "curl -f http://localhost/a && test -f /up",  // two checks
           "curl -f http://localhost/a http://localhost/b",
           "curl -f http://user:word@localhost/",
           "curl -f http://localhost:99999/",
       }) {
    EXPECT_NE(probe_of(std::string("HEALTHCHECK CMD ") + command).find("exec:\n    command: [\"/bin/sh\", \"-c\", \""),
              std::string::npos)
        << command;
  }
}

TEST(Probe, IsNotMadeOfWhatNobodyKnows) {
  EXPECT_EQ(probe_of("HEALTHCHECK NONE"), "");
  EXPECT_EQ(probe_of("HEALTHCHECK --interval=soon CMD check"), "");
  EXPECT_EQ(probe_of("HEALTHCHECK --retries=many CMD check"), "");
  EXPECT_EQ(probe_of("HEALTHCHECK CMD echo $$"), "");
  const std::string flow = kHead + "  - {name: web, image: shop/web}\n";
  EXPECT_EQ(fixed("dockerfile-healthcheck-ignored", flow, "FROM debian:12\nHEALTHCHECK CMD check\n"), flow);
}

TEST(Probe, StandsWhereItsContainerHasRoom) {
  const std::string check = "FROM debian:12\nHEALTHCHECK CMD check\n";
  const std::string lines = "command: [\"/bin/sh\", \"-c\", \"check\"]\n";
  EXPECT_EQ(fixed("dockerfile-healthcheck-ignored", kHead + "    - name: web\n      image: web\n", check),
            kHead + "    - name: web\n      image: web\n      livenessProbe:\n        exec:\n          " + lines +
                "        periodSeconds: 30\n        timeoutSeconds: 30\n");
  EXPECT_NE(fixed("dockerfile-healthcheck-ignored", kHead + "  - name: web\r\n    image: web\r\n", check)
                .find("\r\n    livenessProbe:\r\n      exec:\r\n"),
            std::string::npos);
}

TEST(Probe, CommandBecomesArguments) {
  const std::string image = "FROM debian:12\nENTRYPOINT [\"tini\", \"--\"]\n";
  const auto renamed = [&](const std::string& container) {
    return fixed("command-overrides-entrypoint", kHead + "  - " + container + "\n", image).substr(kHead.size() + 4);
  };
  EXPECT_EQ(renamed("{name: web, image: web, command: [app]}"), "{name: web, image: web, args: [app]}\n");
  EXPECT_EQ(renamed(R"({"name": "web", "image": "web", "command": ["app"]})"),
            R"({"name": "web", "image": "web", "args": ["app"]})"
            "\n");
  EXPECT_EQ(renamed("{name: web, image: web, command: [app], args: [a]}"),
            "{name: web, image: web, command: [app], args: [a]}\n");
}

}  // namespace
}  // namespace plimsoll
