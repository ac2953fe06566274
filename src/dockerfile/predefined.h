// What a Dockerfile has without saying so: predefined arguments, the shell of a base image, how paths and shells are
// named.
#pragma once

#include <string>
#include <string_view>

#include "dockerfile/expand.h"
#include "image.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {

// With ASCII letters in lower case: how stage names and programs of Windows compare.
std::string lower(std::string_view text);

// BUILDPLATFORM, TARGETARCH, …: usable in FROM, and in a stage behind "ARG NAME".
bool is_platform_argument(std::string_view name);
// HTTP_PROXY, no_proxy, …: in the environment of RUN without any ARG.
bool is_proxy_argument(std::string_view name);

// PATH where no base image sets it.
inline constexpr std::string_view default_path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

// The image is Windows by its name or tag: mcr.microsoft.com/windows/…, golang:windowsservercore.
bool is_windows_image(const ImageRef& image);
// Its /bin/sh is busybox: alpine, busybox, node:20-alpine.
bool is_busybox_image(const ImageRef& image);

// "/bin/bash", "PowerShell.exe", "C:\\Windows\\system32\\cmd.exe" …; unknown if it is none of the shells that we know.
shell::Dialect dialect_of(std::string_view program);

// WORKDIR `path` where `before` was the working directory. If that is that of an unknown base image, a relative path
// stands behind ${WORKDIR}.
Text join_workdir(const Text& before, const Text& path, bool windows);

}  // namespace plimsoll::dockerfile
