// How far a run is, on a line of standard error: on a terminal only, after a second, and gone at the end.
//
//   Progress progress;                    // starts to count the time
//   progress.expect(files); progress.step();  // from any thread
//   progress.finish();                    // before anything else is written
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>

namespace plimsoll {

class Progress {
 public:
  Progress();
  ~Progress() { finish(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // A round of so many files begins.
  void expect(size_t files);
  void step() { done_.fetch_add(1, std::memory_order_relaxed); }
  void finish();

 private:
  void show();

  std::atomic<size_t> all_{0}, done_{0};
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread painter_;  // runs on a terminal only
};

}  // namespace plimsoll
