#include "dockerfile/model.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "dockerfile/parse.h"
#include "hostile.h"

namespace plimsoll::dockerfile {
namespace {

struct Parsed {
  Source source;
  std::unique_ptr<File> file;
  Model model;

  explicit Parsed(std::string text, ModelOptions options = {})
      : source("Dockerfile", std::move(text)), file(parse(source)), model(*file, std::move(options)) {}

  // The innermost instruction of the number that it has in the model.
  const Instruction& at(uint32_t order) const {
    for (const auto& instruction : file->instructions) {
      const Instruction* inner = instruction.get();
      while (inner->order != order && inner->keyword == Keyword::onbuild) {
        inner = static_cast<const Onbuild*>(inner)->trigger.get();
        if (!inner) break;
      }
      if (inner && inner->order == order) return *inner;
    }
    ADD_FAILURE() << "no instruction " << order;
    return *file->instructions.front();
  }

  const Instruction& last() const {
    const Instruction* inner = file->instructions.back().get();
    while (inner->keyword == Keyword::onbuild) inner = static_cast<const Onbuild*>(inner)->trigger.get();
    return *inner;
  }

  // What a word is worth at the last instruction: value, "?" if not known, "~" if a default may be overridden.
  std::string value(std::string_view word) const {
    Text text = model.expand(word, last());
    return text.value + (text.known ? "" : "?") + (text.from_default ? "~" : "");
  }
};

TEST(Model, Stages) {
  struct {
    std::string_view text;
    std::string expected;
  } cases[] = {
      {"", ""},
      {"# only a comment\n", ""},
      {"FROM debian:12", "0 < debian:12 final shipped user=${USER}? workdir=${WORKDIR}? shell=sh\n"},
      // A fragment is one final stage on an unknown image.
      {"RUN a\nUSER app\nWORKDIR src", "0 final shipped user=app workdir=${WORKDIR}/src? shell=sh\n"},
      {"FROM scratch\nWORKDIR a\nWORKDIR b", "0 < scratch final shipped user=root workdir=/a/b shell=sh\n"},
      // Stages inherit from the one that they name, whatever the letter case.
      {"FROM debian:12 AS Base\nUSER app\nWORKDIR /src\nSHELL [\"/bin/bash\", \"-c\"]\nFROM bASE\nWORKDIR x",
       "0 base < debian:12 shipped user=app workdir=/src shell=bash\n"
       "1 < 0 final shipped user=app workdir=/src/x shell=bash\n"},
      {"FROM a AS one\nFROM b AS two\nFROM two AS three\nUSER x\nFROM one\n",
       "0 one < a shipped user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "1 two < b unreachable user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "2 three < 1 unreachable user=x workdir=${WORKDIR}? shell=sh\n"
       "3 < 0 final shipped user=${USER}? workdir=${WORKDIR}? shell=sh\n"},
      // Its own name is no earlier stage, and a name that is used again means the last one.
      {"FROM base AS base\nUSER 1\nFROM base AS base\nUSER 2\nFROM base",
       "0 base < base shipped user=1 workdir=${WORKDIR}? shell=sh\n"
       "1 base < 0 shipped user=2 workdir=${WORKDIR}? shell=sh\n"
       "2 < 1 final shipped user=2 workdir=${WORKDIR}? shell=sh\n"},
      {"FROM later\nFROM debian AS later",
       "0 < later unreachable user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "1 later < debian final shipped user=${USER}? workdir=${WORKDIR}? shell=sh\n"},
      // A tag makes it an image.
      {"FROM a AS b\nFROM b:latest",
       "0 b < a unreachable user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "1 < b:latest final shipped user=${USER}? workdir=${WORKDIR}? shell=sh\n"},
      // What is copied from is needed but not shipped.
      {"FROM go AS build\nFROM node AS web\nFROM x AS unused\nFROM scratch\nCOPY --from=BUILD /a /\nRUN "
       "--mount=from=web,target=/w true",
       "0 build < go user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "1 web < node user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "2 unused < x unreachable user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "3 < scratch final shipped user=root workdir=/ shell=sh\n"},
      {"FROM go\nFROM node\nFROM scratch\nCOPY --from=0 /a /\nONBUILD COPY --from=1 /b /",
       "0 < go user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "1 < node user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "2 < scratch final shipped user=root workdir=/ shell=sh\n"},
      // Another build argument may choose another stage.
      {"ARG MODE=prod\nFROM a AS with-dev\nFROM a AS with-prod\nFROM a AS other\nFROM with-${MODE}",
       "0 with-dev < a user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "1 with-prod < a shipped user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "2 other < a unreachable user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "3 < 1 final shipped user=${USER}? workdir=${WORKDIR}? shell=sh\n"},
      {"FROM a AS build-amd64\nFROM a AS build-arm64\nFROM build-$TARGETARCH",
       "0 build-amd64 < a user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "1 build-arm64 < a user=${USER}? workdir=${WORKDIR}? shell=sh\n"
       "2 < build-${TARGETARCH}? final shipped user=${USER}? workdir=${WORKDIR}? shell=sh\n"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(dump(Parsed(std::string(text)).model), expected) << text;
}

TEST(Model, Target) {
  std::string text = "FROM a AS one\nFROM b\nFROM c\n";
  auto final_of = [&](std::string target) {
    return Parsed(text, {.build_args = {}, .target = std::move(target)}).model.final_stage()->index;
  };
  EXPECT_EQ(final_of(""), 2u);
  EXPECT_EQ(final_of("ONE"), 0u);
  EXPECT_EQ(final_of("1"), 1u);
  EXPECT_EQ(final_of("nope"), 2u);
}

TEST(Model, Images) {
  struct {
    std::string_view text, expected;
  } cases[] = {
      {"FROM ${BASE}", ""},
      {"FROM debian:$NOPE", "debian:"},
      {"ARG BASE=debian:12\nFROM ${BASE}", "debian:12~"},
      {"ARG BASE\nFROM ${BASE}", "${BASE}?"},
      {"ARG BASE\nFROM ${BASE:-debian:12}", "debian:12~"},
      {"ARG TAG\nFROM debian:$TAG", "debian:${TAG}?"},
      {"ARG TAG\nFROM debian:12${TAG:+-$TAG}", "debian:12~"},
      {"FROM debian:${VERSION:-1}", "debian:1"},
      {"ARG A=1\nARG B=$A.2\nFROM debian:$B", "debian:1.2~"},
      {"ARG A=1 B=$A.2\nFROM debian:$B", "debian:1.2~"},
      {"ARG A=1\nARG A\nFROM debian:$A", "debian:1~"},
      {"ARG A=1\nARG A=2\nFROM debian:$A", "debian:2~"},
      {"ARG TAG='12-'\nFROM \"debian:${TAG%-}\"", "debian:12~"},
      {"FROM --platform=$BUILDPLATFORM debian", "debian"},
      {"FROM x:$TARGETARCH", "x:${TARGETARCH}?"},
      {"ARG TARGETARCH=amd64\nFROM x:$TARGETARCH", "x:amd64~"},
      {"FROM x\nARG TAG=1\nFROM y:$TAG", "y:"},
      {"ARG GIVEN=1\nFROM y:$GIVEN", "y:given"},
      {"ARG GIVEN\nFROM y:${GIVEN:-1}", "y:given"},
      {"FROM y:${GIVEN}", "y:"},
      {"FROM y:$TARGETOS", "y:plan9"},
      {"FROM", ""},
  };
  for (const auto& [text, expected] : cases) {
    Parsed parsed(std::string(text), {.build_args = {{"GIVEN", "given"}, {"TARGETOS", "plan9"}}, .target = {}});
    const Text& image = parsed.model.stages().back()->image_text;
    EXPECT_EQ(image.value + (image.known ? "" : "?") + (image.from_default ? "~" : ""), expected) << text;
  }
  Parsed parsed("ARG TAG\nFROM mcr.microsoft.com/app:$TAG@sha256:ab");
  EXPECT_EQ(parsed.model.stages()[0]->image.registry, "mcr.microsoft.com");
  EXPECT_EQ(parsed.model.stages()[0]->image.tag, "${TAG}");
  EXPECT_FALSE(parsed.model.stages()[0]->image_known);
}

TEST(Model, Values) {
  struct {
    std::string_view text, word, expected;
  } cases[] = {
      {"FROM scratch\nENV A=1\nRUN x", "$A", "1"},
      {"FROM scratch\nRUN x", "$A", ""},
      {"FROM scratch\nRUN x", "$PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"},
      {"FROM debian\nRUN x", "$A", "${A}?"},
      {"RUN x", "$A", "${A}?"},
      // The instruction itself changes nothing for itself, and all pairs of an ENV see what was before.
      {"FROM scratch\nENV A=1\nENV A=2 B=$A\nRUN x", "$A$B", "21"},
      {"FROM scratch\nENV A=1\nENV A=2", "$A", "1"},
      {"FROM scratch\nENV A 1 \"2\" $X\nRUN x", "$A", "1 2 "},
      {"FROM scratch\nENV A=\"x y\" B='$A' C=\\$A\nRUN x", "$A|$B|$C", "x y|$A|$A"},
      {"FROM scratch\nENV $A=1 \"B\"=2\nRUN x", "$B", "2"},
      // Known in part.
      {"FROM debian\nENV PATH=$PATH:/x\nRUN x", "$PATH", "${PATH}:/x?"},
      {"FROM debian\nENV PATH=$PATH:/x\nENV PATH=/y:$PATH\nRUN x", "$PATH", "/y:${PATH}:/x?"},
      {"FROM debian\nENV A=$B\nENV C=$A-1\nRUN x", "$C", "${A}-1?"},
      // Global arguments are seen in FROM only, until they are declared again.
      {"ARG V=1\nFROM scratch\nRUN x", "$V", ""},
      {"ARG V=1\nFROM scratch\nARG V\nRUN x", "$V", "1~"},
      {"ARG V=1\nFROM scratch\nARG V=2\nRUN x", "$V", "2~"},
      {"ARG V\nFROM scratch\nARG V\nRUN x", "$V", "${V}?"},
      {"ARG V\nFROM scratch\nARG V\nRUN x", "${V:-d}", "d~"},
      {"FROM scratch\nARG V=1\nENV W=v$V\nRUN x", "$W", "v1~"},
      {"FROM scratch\nARG A=1 B=$A\nRUN x", "$B", "1~"},
      {"FROM scratch\nARG V=1\nARG V\nRUN x", "$V", "1~"},
      {"FROM scratch\nARG TARGETARCH\nRUN x", "$TARGETARCH", "${TARGETARCH}?"},
      {"FROM scratch\nRUN x", "$TARGETARCH", ""},
      {"FROM scratch\nARG GIVEN\nRUN x", "$GIVEN", "given"},
      {"FROM scratch\nARG GIVEN=1\nRUN x", "$GIVEN", "given"},
      {"FROM scratch\nRUN x", "$GIVEN", ""},
      {"FROM scratch\nARG GIVEN=1\nENV GIVEN=env\nRUN x", "$GIVEN", "env"},
      // ENV shadows an ARG before it. Builders do not agree about one behind it.
      {"FROM scratch\nARG V=1\nENV V=2\nRUN x", "$V", "2"},
      {"FROM scratch\nENV V=2\nARG V=1\nRUN x", "$V", "${V}?"},
      {"FROM scratch\nENV V=2\nARG V=2\nRUN x", "$V", "2~"},
      {"FROM scratch\nENV V=2\nARG V\nRUN x", "$V", "2"},
      // Along the chain.
      {"FROM scratch AS a\nENV E=1\nARG A=2\nFROM a\nRUN x", "$E$A", "12~"},
      {"FROM scratch AS a\nENV E=1\nFROM scratch\nRUN x", "$E", ""},
      {"FROM scratch AS a\nENV E=1\nFROM a AS b\nENV E=2\nFROM a\nRUN x", "$E", "1"},
      // Triggers have the environment that the stage ends with, but not its arguments.
      {"FROM scratch\nENV E=1\nARG A=2\nONBUILD RUN x", "$E|$A", "1|"},
      {"FROM scratch\nARG A=2\nENV E=$A\nONBUILD RUN x", "$E", "2~"},
      {"FROM scratch\nENV V=1\nARG V=2\nONBUILD RUN x", "$V", "1"},
      {"FROM scratch\nONBUILD ARG A=2\nONBUILD ENV B=$A\nONBUILD RUN x", "$A$B", "22~"},
      {"FROM scratch\nONBUILD ENV B=1\nRUN x", "$B", ""},
      {"ARG V=1\nFROM scratch\nONBUILD ARG V\nONBUILD RUN x", "$V", "${V}?"},
      {"# escape=`\nFROM scratch\nENV A=`$B C=\\d\nRUN x", "$A$C", "$B\\d"},
  };
  for (const auto& [text, word, expected] : cases) {
    Parsed parsed(std::string(text), {.build_args = {{"GIVEN", "given"}}, .target = {}});
    EXPECT_EQ(parsed.value(word), expected) << text;
  }
  Parsed later("FROM scratch\nONBUILD RUN x\nENV E=late");
  EXPECT_EQ(later.model.expand("$E", later.at(2)).value, "late");
}

TEST(Model, Declarations) {
  Parsed parsed("ARG GLOBAL=1\nFROM debian:$TARGETARCH\nARG A\nENV E=1\nCOPY a b\nRUN x");
  const Instruction& run = parsed.last();
  const Instruction& copy = *parsed.file->instructions[4];
  const Instruction& from = *parsed.file->instructions[1];
  using Origin = Binding::Origin;
  EXPECT_EQ(parsed.model.variable("A", run).origin, Origin::arg);
  EXPECT_EQ(parsed.model.variable("A", run).declared_by, parsed.file->instructions[2].get());
  EXPECT_EQ(parsed.model.variable("E", run).origin, Origin::env);
  EXPECT_EQ(parsed.model.variable("E", *parsed.file->instructions[3]).origin, Origin::undeclared);
  EXPECT_EQ(parsed.model.variable("GLOBAL", run).origin, Origin::undeclared);
  EXPECT_EQ(parsed.model.variable("GLOBAL", from).origin, Origin::arg);
  EXPECT_EQ(parsed.model.global_argument("GLOBAL"), parsed.file->instructions[0].get());
  EXPECT_EQ(parsed.model.global_argument("A"), nullptr);
  EXPECT_EQ(parsed.model.variable("TARGETARCH", from).origin, Origin::platform);
  EXPECT_EQ(parsed.model.variable("TARGETARCH", run).origin, Origin::undeclared);
  EXPECT_EQ(parsed.model.variable("https_proxy", run).origin, Origin::proxy);
  EXPECT_EQ(parsed.model.variable("https_proxy", copy).origin, Origin::undeclared);
  EXPECT_EQ(parsed.model.variable_names().size(), 3u);
  EXPECT_EQ(parsed.file->instructions[0]->stage, nullptr);
  EXPECT_EQ(run.stage, parsed.model.stages()[0].get());
  EXPECT_EQ(from.stage, run.stage);
}

TEST(Model, Shells) {
  struct {
    std::string_view text, expected;
  } cases[] = {
      {"FROM debian", "sh"},
      {"FROM alpine:3", "ash"},
      {"FROM busybox", "ash"},
      {"FROM node:20-alpine3.19", "ash"},
      {"FROM me/alpine", "sh"},
      {"FROM debian\nSHELL [\"bash\", \"-o\", \"pipefail\", \"-c\"]", "bash"},
      {"FROM debian\nSHELL [\"/usr/bin/env\", \"-S\", \"bash\", \"-c\"]", "bash"},
      {"FROM debian\nSHELL [\"/usr/bin/pwsh\", \"-c\"]", "powershell"},
      {"FROM debian\nSHELL [\"python3\", \"-c\"]", "unknown"},
      {"FROM debian\nSHELL bash", "sh"},
      {"FROM mcr.microsoft.com/windows/servercore:ltsc2022", "cmd"},
      {"FROM mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809", "cmd"},
      {"FROM golang:1-windowsservercore", "cmd"},
      {"FROM --platform=windows/amd64 x", "cmd"},
      {"FROM mcr.microsoft.com/dotnet/sdk:8.0", "sh"},
      {"ARG TAG\nFROM mcr.microsoft.com/windows/nanoserver:$TAG", "cmd"},
      {"FROM mcr.microsoft.com/windows/servercore AS a\nFROM a", "cmd"},
      {"FROM mcr.microsoft.com/windows/servercore\nSHELL [\"C:\\\\x\\\\PowerShell.EXE\", \"-Command\"]", "powershell"},
      {"# hadolint shell=bash\nFROM debian", "bash"},
      {"# hadolint shell = pwsh \nFROM debian AS a\nFROM x", "powershell"},
      {"FROM debian\n#hadolint shell=bash\nARG x\nENV y=1", "bash"},
      {"FROM debian\n# hadolint shell=bash\nSHELL [\"zsh\"]\nRUN x", "zsh"},
      {"FROM debian\nRUN x\n# hadolint shell=bash\nFROM other", "sh"},
      {"FROM debian AS a\n# hadolint shell=ksh\nRUN x\nFROM a", "ksh"},
      {"# hadolint ignore=DL3006\nFROM debian", "sh"},
  };
  for (const auto& [text, expected] : cases) {
    std::string line = dump(Parsed(std::string(text)).model);
    line = line.substr(line.rfind("shell="));
    EXPECT_EQ(line, "shell=" + std::string(expected) + "\n") << text;
  }
  Parsed parsed("FROM debian\nRUN a\nSHELL [\"bash\", \"-c\"]\nONBUILD RUN b");
  EXPECT_EQ(parsed.model.shell_at(parsed.at(1)).dialect, shell::Dialect::sh);
  EXPECT_EQ(parsed.model.shell_at(parsed.at(2)).dialect, shell::Dialect::sh);
  EXPECT_EQ(parsed.model.shell_at(parsed.last()).set_by, parsed.file->instructions[2].get());
}

TEST(Model, UsersAndDirectories) {
  struct {
    std::string_view text, user, workdir;
  } cases[] = {
      {"FROM debian\nUSER app:app\nRUN x", "app:app", "${WORKDIR}?"},
      {"FROM debian\nARG U=app\nUSER ${U}\nRUN x", "app~", "${WORKDIR}?"},
      {"FROM debian\nUSER \"0\"\nUSER $NOPE\nRUN x", "${NOPE}?", "${WORKDIR}?"},
      {"FROM debian\nUSER app\nUSER root", "app", "${WORKDIR}?"},
      {"FROM debian\nWORKDIR /a/../b//c/./\nRUN x", "${USER}?", "/b/c"},
      {"FROM debian\nWORKDIR /a\nWORKDIR ../..\nRUN x", "${USER}?", "/"},
      {"FROM debian\nWORKDIR /a\nWORKDIR $X\nRUN x", "${USER}?", "${X}?"},
      {"FROM debian\nWORKDIR /a\nWORKDIR b/$X\nRUN x", "${USER}?", "/a/b/${X}?"},
      {"FROM debian\nENV H=/home\nWORKDIR \"$H/me\"\nRUN x", "${USER}?", "/home/me"},
      {"FROM debian\nWORKDIR a b\nRUN x", "${USER}?", "${WORKDIR}/a b?"},
      {"# escape=`\nFROM mcr.microsoft.com/windows/nanoserver\nWORKDIR C:\\a\nWORKDIR b/..\\c\nRUN x", "${USER}?",
       "C:\\a\\c"},
      {"FROM debian\nUSER app\nWORKDIR /a\nONBUILD WORKDIR b\nONBUILD USER me\nONBUILD RUN x", "me", "/a/b"},
      {"FROM debian\nUSER app\nONBUILD USER me\nRUN x", "app", "${WORKDIR}?"},
  };
  for (const auto& [text, user, workdir] : cases) {
    Parsed parsed{std::string(text)};
    auto show = [](const Text& value) {
      return value.value + (value.known ? "" : "?") + (value.from_default ? "~" : "");
    };
    EXPECT_EQ(show(parsed.model.user_at(parsed.last()).text), user) << text;
    EXPECT_EQ(show(parsed.model.workdir_at(parsed.last()).text), workdir) << text;
  }
}

TEST(Model, StageReferences) {
  Parsed parsed("FROM a AS one\nFROM b AS two\nCOPY x y\nRUN x\nFROM c AS three\nFROM d AS Two\n");
  const Instruction& copy = *parsed.file->instructions[2];
  const Instruction& run = *parsed.file->instructions[3];
  auto show = [&](std::string_view value, const Instruction& at) {
    static constexpr std::string_view kinds[] = {"earlier", "self", "later", "no_such_index", "image", "variable"};
    StageReference reference = parsed.model.stage_reference(value, at);
    return std::string(kinds[static_cast<size_t>(reference.kind)]) +
           (reference.stage ? " " + std::to_string(reference.stage->index) : "") + " " + reference.text;
  };
  EXPECT_EQ(show("ONE", copy), "earlier 0 ONE");
  EXPECT_EQ(show("\"one\"", copy), "earlier 0 one");
  EXPECT_EQ(show("0", copy), "earlier 0 0");
  EXPECT_EQ(show("1", copy), "self 1 1");
  EXPECT_EQ(show("two", copy), "later 3 two");  // the last of that name
  EXPECT_EQ(show("2", copy), "later 2 2");
  EXPECT_EQ(show("4", copy), "no_such_index 4");
  EXPECT_EQ(show("-1", copy), "no_such_index -1");
  EXPECT_EQ(show("99999999999999999999999", copy), "no_such_index 99999999999999999999999");
  EXPECT_EQ(show("nginx:1", copy), "image nginx:1");
  EXPECT_EQ(show("$one", copy), "variable $one");
  EXPECT_EQ(show("0", run), "image 0");
  EXPECT_EQ(show("one", run), "earlier 0 one");
}

TEST(Model, Mentions) {
  Parsed parsed(
      "FROM debian AS a\nRUN echo x > /etc/apt.conf\nFROM debian AS b\nCOPY apt.conf /etc\nFROM a\nRUN one\n"
      "FROM b\nRUN echo apt.conf\n");
  const auto order = [](const Instruction* found) { return found ? static_cast<int>(found->order) : -1; };
  EXPECT_EQ(order(parsed.model.mention("apt.conf", parsed.at(1))), 1);
  EXPECT_EQ(order(parsed.model.mention("apt.conf", parsed.at(5))), 1);
  EXPECT_EQ(order(parsed.model.copied("apt.conf", parsed.at(5))), -1);
  EXPECT_EQ(order(parsed.model.mention("apt.conf", parsed.at(7))), 3);
  EXPECT_EQ(order(parsed.model.copied("apt.conf", parsed.at(7))), 3);
  EXPECT_EQ(order(parsed.model.mention("one", parsed.at(1))), -1);
  EXPECT_EQ(order(parsed.model.mention("nothing", parsed.at(7))), -1);
}

TEST(Model, HostileInputStaysFast) {
  constexpr int kMany = hostile(20'000);
  auto text_of = [](auto line, int count) {
    std::string text = "FROM scratch AS s0\n";
    for (int i = 1; i <= count; ++i) text += line(i);
    return text + "RUN x\n";
  };
  auto number = [](int i) { return std::to_string(i); };
  Parsed chain(text_of(
      [&](int i) {
        return "FROM s" + number(i - 1) + " AS s" + number(i) + "\nENV A=${A}" + (i % 50 ? "" : "x") + "\n";
      },
      kMany));
  EXPECT_EQ(chain.value("$A").size(), size_t{kMany / 50});
  EXPECT_TRUE(chain.model.stages()[0]->shipped);
  Parsed names(text_of([&](int i) { return "ENV A" + number(i) + "=${A" + number(i - 1) + "}y\n"; }, 20'000));
  EXPECT_FALSE(names.model.expand("$A20000", names.last()).known);
  Parsed doubling(text_of([&](int) { return "ENV A=x$A$A\n"; }, 1'000));
  EXPECT_FALSE(doubling.model.expand("$A", doubling.last()).known);
  Parsed deeper(text_of([&](int) { return "WORKDIR abc\n"; }, kMany));
  EXPECT_FALSE(deeper.model.workdir_at(deeper.last()).text.known);
  Parsed choices(text_of([&](int i) { return "FROM s$NOPE" + number(i) + "x AS t" + number(i) + "\n"; }, kMany));
  EXPECT_TRUE(choices.model.stages()[kMany]->final);
}

}  // namespace
}  // namespace plimsoll::dockerfile
