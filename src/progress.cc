#include "progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace plimsoll {
namespace {

constexpr std::chrono::milliseconds kPatience{1000}, kPause{100};
constexpr std::string_view kErase = "\r\x1b[K";

void put(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

Progress::Progress() {
  const char* terminal = std::getenv("TERM");
  if (isatty(STDERR_FILENO) == 0 || terminal == nullptr || std::string_view(terminal) == "dumb") return;
  painter_ = std::jthread([this](std::stop_token stop) {
    bool shown = false;
    std::unique_lock lock(mutex_);
    for (auto pause = kPatience; !wake_.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); });
         pause = kPause) {
      show();
      shown = true;
    }
    if (shown) put(kErase);
  });
}

void Progress::expect(size_t files) {
  done_ = 0;
  all_ = files;
}

void Progress::show() { put(fmt::format("{}plimsoll: {} of {} files", kErase, done_.load(), all_.load())); }

void Progress::finish() {
  if (!painter_.joinable()) return;
  painter_.request_stop();
  painter_.join();
}

}  // namespace plimsoll
