#include "dockerfile/probe.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "dockerfile/exec_form.h"
#include "dockerfile/ports.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
namespace {

// Seconds of a flag, nothing if nobody knows them. The builder takes 0 for the default.
std::optional<int64_t> seconds(const Healthcheck& check, std::string_view name, int64_t fallback) {
  const Flag* flag = check.flag(name);
  if (!flag) return fallback;
  const auto time = duration(value_of(*flag));
  constexpr double kMost = 1e6;
  if (!time || *time < 0 || *time / 1e9 > kMost) return std::nullopt;
  return *time == 0 ? fallback : std::max<int64_t>(1, static_cast<int64_t>(std::ceil(*time / 1e9)));
}

std::optional<uint32_t> retries(const Healthcheck& check) {
  const Flag* flag = check.flag("retries");
  if (!flag) return 3;
  const auto number = port_range(value_of(*flag));
  if (!number || number->first != number->last || number->first > 1000) return std::nullopt;
  return number->first == 0 ? 3 : number->first;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A request of the container to itself.
struct Request {
  bool secure = false;
  uint32_t port = 80;
  std::string path = "/";
};

std::optional<Request> request_to_itself(std::string_view url) {
  Request request;
  if (url.starts_with("https://")) {
    request.secure = true;
    request.port = 443;
    url.remove_prefix(8);
  } else if (url.starts_with("http://")) {
    url.remove_prefix(7);
  } else if (url.find("://") != url.npos) {
    return std::nullopt;
  }
  const size_t slash = url.find('/');
  std::string_view host = url.substr(0, slash);
  const size_t colon = host.rfind(':');
  if (colon != host.npos && host.back() != ']') {
    const auto port = port_range(host.substr(colon + 1));
    if (!port || port->first != port->last || port->first == 0 || port->first > 65535) return std::nullopt;
    request.port = port->first;
    host = host.substr(0, colon);
  }
  if (!is_one_of(host, {"localhost", "127.0.0.1", "0.0.0.0", "[::1]"})) return std::nullopt;
  if (slash != url.npos) request.path = url.substr(slash);
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_.-~?=&";
  return request.path.find_first_not_of(kPlain) == std::string::npos ? std::optional(request) : std::nullopt;
}

// Nothing but a request that fails where the server does.
std::optional<Request> request_of(const shell::Command& command) {
  const bool curl = command.base == "curl";
  if ((!curl && command.base != "wget") || !command.wrappers.empty() || !command.assignments.empty() ||
      command.pipeline_length > 1 || command.in_substitution)
    return std::nullopt;
  std::optional<Request> request;
  bool fails = !curl;
  const auto& words = command.arguments;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i].text;
    if (!words[i].literal) return std::nullopt;
    if (!word.starts_with('-')) {
      if (request) return std::nullopt;
      request = request_to_itself(word);
      if (!request) return std::nullopt;
    } else if (curl && word.size() > 1 && word.find_first_not_of("fsSLkv", 1) == word.npos) {
      fails = fails || word.find('f') != word.npos;
    } else if (curl && is_one_of(word, {"--fail", "--silent", "--show-error", "--location", "--insecure"})) {
      fails = fails || word == "--fail";
    } else if (is_one_of(word, curl ? std::initializer_list<std::string_view>{"-o", "--output"}
                                    : std::initializer_list<std::string_view>{"-O", "-qO"})) {
      if (++i == words.size() || !is_one_of(words[i].text, {"/dev/null", "-"})) return std::nullopt;
    } else if (curl || !is_one_of(word, {"-q", "--quiet", "-nv", "--no-verbose", "--spider", "-qO-", "-O-",
                                         "-O/dev/null", "--tries=1", "-t1", "--no-check-certificate"})) {
      return std::nullopt;
    }
  }
  return fails ? request : std::nullopt;
}

bool is_exit_one(const shell::Command& command) {
  return command.joint == shell::Joint::or_else && command.base == "exit" && command.arguments.size() == 1 &&
         command.arguments[0].text == "1";
}

std::optional<Request> request_of(const Healthcheck& check) {
  if (check.scripts.size() != 1 || !check.scripts[0]->errors.empty()) return std::nullopt;
  const std::vector<shell::Command>& commands = check.scripts[0]->commands;
  const bool plain = commands.size() == 1 || (commands.size() == 2 && is_exit_one(commands[1]));
  return plain && commands[0].redirects.empty() ? request_of(commands[0]) : std::nullopt;
}

std::string exec_of(const Healthcheck& check, const Stage& stage) {
  const CommandLine& line = check.command;
  std::vector<std::string_view> words;
  const std::vector<MappedText>* exec = line.exec_form       ? &line.exec
                                        : stage.shell.set_by ? &stage.shell.set_by->command.exec
                                                             : nullptr;
  if (exec) {
    for (const MappedText& word : *exec) words.push_back(word.text());
  } else {
    words = {"/bin/sh", "-c"};
  }
  if (!line.exec_form) words.push_back(line.text);
  return words.empty() || words.front().empty() ? "" : json_array(words);
}

}  // namespace

std::string probe_of(const Healthcheck& check, const Stage& stage) {
  const auto interval = seconds(check, "interval", 30), timeout = seconds(check, "timeout", 30),
             start = seconds(check, "start-period", 0);
  const auto failures = retries(check);
  if (check.none || stage.windows || !interval || !timeout || !start || !failures) return {};
  std::string probe = "livenessProbe:\n";
  if (const auto request = request_of(check)) {
    probe += fmt::format("  httpGet:\n    path: {}\n    port: {}\n", request->path, request->port);
    if (request->secure) probe += "    scheme: HTTPS\n";
  } else {
    const std::string command = exec_of(check, stage);
    // The kubelet puts variables in itself, and reads two dollars as one.
    if (command.empty() || command.find("$$") != command.npos) return {};
    probe += fmt::format("  exec:\n    command: {}\n", command);
  }
  if (*start > 0) probe += fmt::format("  initialDelaySeconds: {}\n", *start);
  probe += fmt::format("  periodSeconds: {}\n  timeoutSeconds: {}", *interval, *timeout);
  if (*failures != 3) probe += fmt::format("\n  failureThreshold: {}", *failures);
  return probe;
}

}  // namespace plimsoll::dockerfile
