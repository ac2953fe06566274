// What the LimitRanges of a run say against the requests and limits of its containers.
//
//   LimitRanges ranges(project);
//   for (const LimitRanges::Breach& breach : ranges.breaches_of(object)) … breach.message …
#pragma once

#include <string>
#include <vector>

#include "project_index.h"

namespace plimsoll {

class LimitRanges {
 public:
  struct Breach {
    Span place;  // of the amount, else of the container's name; in the object
    std::string message;
    const ObjectSummary* range;
    const kubernetes::Bound* bound;
  };

  explicit LimitRanges(const Project& project) : project_(project) {}

  // Of the pods of an object. What templates fill in breaks nothing, nor do objects that kustomizations patch.
  std::vector<Breach> breaches_of(const ObjectSummary& object);

 private:
  std::vector<const ObjectSummary*> ranges_of(const ObjectSummary& object) const;

  const Project& project_;
  size_t tests_left_ = 50'000'000;  // an input may have many ranges with many bounds, and many containers
};

}  // namespace plimsoll
