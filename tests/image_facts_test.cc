#include "image_facts.h"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

std::string end_of(std::string_view reference, std::string_view by) {
  const auto end = end_of_life(split_image(reference), parse_date(by).value());
  if (!end) return "";
  return std::string(end->product) + " " + std::string(end->release) + " " +
         (end->date ? to_string(*end->date) : "long ago") + " at " + std::string(end->word);
}

TEST(ImageFacts, EndOfLife) {
  const std::pair<const char*, const char*> table[] = {
      {"node:16", "Node.js 16 2023-09-11 at 16"},
      {"node:16.20.2-alpine3.18", "Node.js 16 2023-09-11 at 16.20.2"},
      {"docker.io/library/node:gallium-slim", "Node.js 16 2023-09-11 at gallium"},
      {"node:22", ""},
      {"node:22-buster", "Debian 10 2024-06-30 at buster"},
      {"node:lts", ""},
      {"node", ""},
      {"node:22-alpine3.15", "Alpine Linux 3.15 2023-11-01 at alpine3.15"},
      {"node:22-alpine", ""},
      {"python:3", ""},
      {"python:3.8-slim", "Python 3.8 2024-10-07 at 3.8"},
      {"python:3.80", ""},
      {"python:3.13", ""},
      {"golang:1.20rc1", "Go 1.20 2024-02-06 at 1.20rc1"},
      {"golang:1", ""},
      {"debian:buster-slim", "Debian 10 2024-06-30 at buster"},
      {"debian:10.13", "Debian 10 2024-06-30 at 10.13"},
      {"debian:12", ""},
      {"debian:bookworm-20260101-slim", ""},
      {"ubuntu:18.04", "Ubuntu 18.04 2023-05-31 at 18.04"},
      {"ubuntu:xenial-20210804", "Ubuntu 16.04 2021-04-02 at xenial"},
      {"alpine:3.14.2", "Alpine Linux 3.14 2023-05-01 at 3.14.2"},
      {"alpine:edge", ""},
      {"alpine:20240329", ""},
      {"centos:centos7", "CentOS 7 2024-06-30 at centos7"},
      {"centos:7.9.2009", "CentOS 7 2024-06-30 at 7.9.2009"},
      {"quay.io/centos/centos:stream8", "CentOS Stream 8 2024-05-31 at stream8"},
      {"mcr.microsoft.com/dotnet/sdk:5.0", ".NET 5 2022-05-10 at 5.0"},
      {"mcr.microsoft.com/dotnet/core/runtime-deps:3.1", ".NET 3.1 2022-12-13 at 3.1"},
      {"mcr.microsoft.com/windows/servercore:1909", "Windows Server 1909-sac 2021-05-11 at 1909"},
      {"mcr.microsoft.com/windows/servercore:ltsc2022-amd64", ""},
      {"mcr.microsoft.com/windows/nanoserver:1809", ""},
      {"registry.access.redhat.com/ubi7/ubi", "Red Hat Enterprise Linux 7 2024-06-30 at ubi7/ubi"},
      {"registry.access.redhat.com/ubi8/ubi:8.4", ""},
      {"arm64v8/node:16", "Node.js 16 2023-09-11 at 16"},
      {"public.ecr.aws/docker/library/python:3.7", "Python 3.7 2023-06-27 at 3.7"},
      {"eclipse-temurin:8u362-b09-jdk", ""},
      {"eclipse-temurin:19-jre", "Eclipse Temurin 19 2023-03-31 at 19"},
      {"rust:1.60", ""},
      {"team/node:16", ""},
      {"registry.corp/node:16", ""},
      {"team/app:buster", ""},
      {"app:1.0", ""},
      {"scratch", ""},
  };
  for (const auto& [reference, expected] : table) EXPECT_EQ(end_of(reference, "2026-08-22"), expected) << reference;
  EXPECT_EQ(end_of("node:16", "2023-09-10"), "");
  EXPECT_EQ(end_of("node:16", "2023-09-11"), "Node.js 16 2023-09-11 at 16");
}

TEST(ImageFacts, SlimmerTags) {
  const std::pair<const char*, const char*> table[] = {
      {"node", "slim | alpine"},
      {"node:latest", "slim | alpine"},
      {"node:20", "20-slim | 20-alpine"},
      {"node:20.11.1", "20.11.1-slim | 20.11.1-alpine"},
      {"node:lts", "lts-slim | lts-alpine"},
      {"node:iron", "iron-slim | iron-alpine"},
      {"node:20-bookworm", "20-bookworm-slim | 20-alpine"},
      {"node:bookworm", "bookworm-slim | alpine"},
      {"node:8-jessie", " | 8-alpine"},
      {"node:20-slim", " | "},
      {"node:20-alpine", " | "},
      {"python:3.12", "3.12-slim | 3.12-alpine"},
      {"python:3.12-bookworm", "3.12-slim-bookworm | 3.12-alpine"},
      {"python:3.12-windowsservercore", " | "},
      {"ruby:3.3-bookworm", "3.3-slim-bookworm | 3.3-alpine"},
      {"rust:1.80", "1.80-slim | 1.80-alpine"},
      {"debian", "stable-slim | "},
      {"debian:bookworm", "bookworm-slim | "},
      {"debian:12.5", "12.5-slim | "},
      {"debian:bookworm-backports", " | "},
      {"php:8.3-fpm", "8.3-fpm-alpine | 8.3-fpm-alpine"},
      {"php:8.3", "8.3-alpine | 8.3-alpine"},
      {"php:8.3-apache", " | "},
      {"golang:1.22-bookworm", " | 1.22-alpine"},
      {"eclipse-temurin:17", "17-jre | "},
      {"eclipse-temurin:17-jdk-jammy", "17-jre-jammy | "},
      {"eclipse-temurin:17-jre", " | "},
      {"nginx:1.30", " | 1.30-alpine"},
      {"ubuntu:22.04", " | "},
      {"node:20@sha256:0123", " | "},
      {"team/node:20", " | "},
  };
  for (const auto& [reference, expected] : table) {
    const ImageRef image = split_image(reference);
    EXPECT_EQ(slimmer_tag(image).value_or("") + " | " + slimmer_tag(image, Slimming::alpine).value_or(""), expected)
        << reference;
  }
}

TEST(ImageFacts, Deprecated) {
  const std::pair<const char*, const char*> table[] = {
      {"openjdk:17", "gets no more releases, eclipse-temurin"},
      {"docker.io/library/openjdk", "gets no more releases, eclipse-temurin"},
      {"centos/python-36-centos7", "gets no more updates, quay.io/sclorg"},
      {"k8s.gcr.io/pause:3.6", "is frozen, registry.k8s.io"},
      {"gcr.io/google-containers/pause", "is frozen, registry.k8s.io"},
      {"bitnami/redis:7.2", "moved its versioned tags to bitnamilegacy, "},
      {"bitnami/redis", ""},
      {"microsoft/dotnet:2.1-sdk", "moved to another registry, mcr.microsoft.com"},
      {"mcr.microsoft.com/dotnet/core/sdk:3.1", "moved to another name, mcr.microsoft.com/dotnet"},
      {"node:8-onbuild", "is an onbuild variant, and those get no more updates, "},
      {"team/openjdk", ""},
      {"quay.io/team/openjdk", ""},
      {"node:20", ""},
  };
  for (const auto& [reference, expected] : table) {
    const auto found = deprecated_image(split_image(reference));
    EXPECT_EQ(found ? std::string(found->reason) + ", " + std::string(found->replacement) : "", expected) << reference;
  }
}

TEST(ImageFacts, ToolchainAndSystem) {
  struct {
    const char* reference;
    const char* toolchain;
    const char* system;
  } const table[] = {
      {"golang:1.22", "Go", "debian apt-get glibc dash"},
      {"golang:1.22-alpine", "Go", "alpine apk musl ash"},
      {"node:20", "", "debian apt-get glibc dash"},
      {"eclipse-temurin:17", "Java", "ubuntu apt-get glibc dash"},
      {"eclipse-temurin:17-jre-alpine", "", "alpine apk musl ash"},
      {"maven:3.9.11-eclipse-temurin-25-noble", "Java", "ubuntu apt-get glibc dash"},
      {"mcr.microsoft.com/dotnet/sdk:9.0", ".NET", "debian apt-get glibc dash"},
      {"mcr.microsoft.com/dotnet/aspnet:8.0-alpine", "", "alpine apk musl ash"},
      {"nvidia/cuda:12.2.0-devel-ubuntu22.04", "CUDA", "ubuntu apt-get glibc dash"},
      {"nvidia/cuda:12.2.0-runtime-ubuntu22.04", "", "ubuntu apt-get glibc dash"},
      {"amd64/buildpack-deps:noble-curl", "", "ubuntu apt-get glibc dash"},
      {"buildpack-deps:bookworm", "C and C++", "debian apt-get glibc dash"},
      {"amazoncorretto:21-al2023-headless", "", "amazonlinux yum glibc bash"},
      {"gcr.io/distroless/static:nonroot", "", "distroless  glibc "},
      {"mcr.microsoft.com/windows/nanoserver:1809", "", "windows   cmd"},
      {"golang:1.22-windowsservercore-ltsc2022", "Go", "windows   cmd"},
      {"registry.access.redhat.com/ubi8/ubi-minimal:8.4", "", "rhel-minimal microdnf glibc bash"},
      {"mysql:8.4-debian", "", "debian apt-get glibc dash"},
      {"maven:3-amazoncorretto-21", "Java", ""},
      {"maven:3-amazoncorretto-21-alpine", "Java", "alpine apk musl ash"},
      {"team/app:alpine", "", ""},
      {"scratch", "", ""},
  };
  for (const auto& [reference, language, expected] : table) {
    const ImageRef image = split_image(reference);
    EXPECT_EQ(toolchain(image), language) << reference;
    const auto system = system_of(image);
    EXPECT_EQ(system ? std::string(system->distribution) + " " + std::string(system->package_manager) + " " +
                           std::string(system->libc) + " " + std::string(system->shell)
                     : "",
              expected)
        << reference;
    EXPECT_EQ(is_windows_image(image), std::string(expected).starts_with("windows")) << reference;
  }
}

TEST(ImageFacts, Dates) {
  EXPECT_EQ(to_string(parse_date("2024-02-29").value()), "2024-02-29");
  for (const char* text : {"", "2023-02-29", "2023-13-01", "2023-1-01", "2023/01/01", "x023-01-01", "no"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_GE(known_date(), parse_date("2026-08-22").value());
}

TEST(ImageFacts, WhatIsSaidOfAnImageOutlivesItsReference) {
  const auto named_by = [](std::string reference) {
    const auto system = system_of(split_image(reference));
    std::fill(reference.begin(), reference.end(), 'x');
    return system;
  };
  ASSERT_TRUE(named_by("node:24.0.1-alpine"));
  EXPECT_EQ(named_by("node:24.0.1-alpine")->distribution, "alpine");
}

}  // namespace
}  // namespace plimsoll
