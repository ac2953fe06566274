#include "limit_ranges.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace plimsoll {
namespace {

using kubernetes::Bound;
using kubernetes::NamedAmount;
using kubernetes::Quantity;
using Role = kubernetes::Container::Role;
using Breach = LimitRanges::Breach;
using Ranges = std::vector<const ObjectSummary*>;

// What a container names of a resource.
struct Named {
  const NamedAmount* request = nullptr;
  const NamedAmount* limit = nullptr;
  bool known = true;  // no template stands for more
};

Named named_by(const ContainerSummary& container, std::string_view resource) {
  Named named;
  for (const NamedAmount& each : container.amounts) {
    const bool same = each.resource == resource;
    if (same) (each.limit ? named.limit : named.request) = &each;
    if (each.resource.empty() || (same && !each.amount)) named.known = false;
  }
  return named;
}

// What a container has of it in the end, given what the ranges add.
struct Share {
  std::optional<Quantity> request, limit;
};

bool exceeds(const Quantity& limit, const Quantity& request, const Quantity& ratio) {
  constexpr long double kOne = 1'000'000'000;
  if (request.nanos <= 0) return true;
  return static_cast<long double>(limit.nanos) / static_cast<long double>(request.nanos) >
         static_cast<long double>(ratio.nanos) / kOne;
}

std::string_view word_for(bool limit) { return limit ? "limit" : "request"; }

class Judge {
 public:
  Judge(const Ranges& ranges, std::vector<Breach>& breaches) : ranges_(ranges), breaches_(breaches) {}

  void check(const PodSummary& pod) {
    for (const ObjectSummary* range : ranges_) {
      range_ = range;
      for (const Bound& bound : range->details->bounds) {
        if (!bound.amount) continue;
        if (bound.of_pod) {
          check_pod(pod, bound);
          continue;
        }
        for (const ContainerSummary& container : pod.containers) {
          if (container.role != Role::ephemeral) check_container(container, bound);
        }
      }
    }
  }

 private:
  void add(Span place, const Bound& bound, std::string message) {
    // The ranges of several clusters may say the same.
    if (said_.emplace(place.begin, message).second) breaches_.push_back({place, std::move(message), range_, &bound});
  }

  // Of what containers get that name none. Nothing where there is none; `clear` is false where it cannot be known.
  std::optional<Quantity> given(std::string_view resource, bool limit, bool& clear) const {
    std::optional<Quantity> result;
    for (const ObjectSummary* range : ranges_) {
      const Bound* best = nullptr;
      // The API server takes the greatest allowed limit for the default one, and that or the least request for the
      // request.
      using Kind = Bound::Kind;
      for (const Kind kind : {Kind::request, Kind::limit, Kind::most, Kind::least}) {
        if (limit && (kind == Kind::request || kind == Kind::least)) continue;
        const auto& bounds = range->details->bounds;
        const auto found = std::find_if(bounds.begin(), bounds.end(), [&](const Bound& each) {
          return each.kind == kind && !each.of_pod && each.resource == resource;
        });
        if (!best && found != bounds.end()) best = &*found;
      }
      if (!best) continue;
      if (!best->amount || (result && result != best->amount)) clear = false;
      result = best->amount;
    }
    return result;
  }

  // Nothing where it cannot be known.
  std::optional<Share> share_of(const ContainerSummary& container, std::string_view resource) const {
    const Named named = named_by(container, resource);
    if (!named.known) return std::nullopt;
    Share share;
    bool clear = true;
    share.limit = named.limit ? named.limit->amount : given(resource, true, clear);
    share.request = named.request ? named.request->amount
                    : named.limit ? named.limit->amount
                                  : given(resource, false, clear);
    return clear ? std::optional(share) : std::nullopt;
  }

  void check_container(const ContainerSummary& container, const Bound& bound) {
    const Named named = named_by(container, bound.resource);
    switch (bound.kind) {
      case Bound::Kind::least:
      case Bound::Kind::most:
        return check_amounts(container, named, bound);
      case Bound::Kind::ratio:
        return check_ratio(container, named, bound);
      case Bound::Kind::limit:
        return check_given_limit(container, named, bound);
      case Bound::Kind::request:
        return;
    }
  }

  void check_amounts(const ContainerSummary& container, const Named& named, const Bound& bound) {
    const bool least = bound.kind == Bound::Kind::least;
    for (const NamedAmount* each : {named.request, named.limit}) {
      if (!each || !each->amount || (least ? *each->amount >= *bound.amount : *each->amount <= *bound.amount)) continue;
      add(each->place, bound,
          fmt::format("the {} {} {} of container '{}' is {} than the {} that a LimitRange allows, so its pods are "
                      "refused",
                      bound.resource, word_for(each->limit), each->text, container.name, least ? "less" : "more",
                      bound.text));
    }
  }

  void check_ratio(const ContainerSummary& container, const Named& named, const Bound& bound) {
    const auto share = share_of(container, bound.resource);
    if (!share) return;
    if (!share->limit || !share->request) {
      add(container.place, bound,
          fmt::format("a LimitRange sets a ratio for {}, so pods with container '{}', which has no limit of it, are "
                      "refused",
                      bound.resource, container.name));
    } else if (exceeds(*share->limit, *share->request, *bound.amount)) {
      const NamedAmount* place = named.limit ? named.limit : named.request;
      add(place ? place->place : container.place, bound,
          fmt::format("the {} limit of container '{}' is more than {} times its request, which a LimitRange forbids, "
                      "so its pods are refused",
                      bound.resource, container.name, bound.text));
    }
  }

  // The API server gives the limit first and then finds the request above it.
  void check_given_limit(const ContainerSummary& container, const Named& named, const Bound& bound) {
    bool clear = true;
    given(bound.resource, true, clear);
    if (!clear || !named.known || named.limit || !named.request || *named.request->amount <= *bound.amount) return;
    add(named.request->place, bound,
        fmt::format("the {} request {} of container '{}' is more than the limit {} that a LimitRange gives it, so its "
                    "pods are refused",
                    bound.resource, named.request->text, container.name, bound.text));
  }

  // What the containers of a pod have together at most: init containers run one after another, before the others.
  std::optional<Share> total_of(const PodSummary& pod, std::string_view resource) const {
    Share total;
    for (const bool limit : {false, true}) {
      Quantity now, peak;
      bool any = false;
      for (const bool init : {true, false}) {
        for (const ContainerSummary& container : pod.containers) {
          if (container.role == Role::ephemeral || (container.role == Role::regular) == init) continue;
          const auto share = share_of(container, resource);
          if (!share) return std::nullopt;
          const auto& amount = limit ? share->limit : share->request;
          if (!amount) continue;
          any = true;
          const Quantity sum{now.nanos + std::min(amount->nanos, kMost)};
          if (container.role != Role::init) now.nanos = std::min(sum.nanos, kMost);
          peak = std::max(peak, sum);
        }
      }
      if (any) (limit ? total.limit : total.request) = peak;
    }
    return total;
  }

  // Where the pod has most of it.
  static Span place_in(const PodSummary& pod, std::string_view resource, bool limit) {
    const NamedAmount* most = nullptr;
    const ContainerSummary* first = nullptr;
    for (const ContainerSummary& container : pod.containers) {
      if (!first && container.role == Role::regular) first = &container;
      const Named named = named_by(container, resource);
      const NamedAmount* each = limit || !named.request ? named.limit : named.request;
      if (each && each->amount && (!most || *most->amount < *each->amount)) most = each;
    }
    return most ? most->place : first ? first->place : pod.account_place;
  }

  void check_pod(const PodSummary& pod, const Bound& bound) {
    const bool least = bound.kind == Bound::Kind::least, most = bound.kind == Bound::Kind::most;
    if (pod.sized || (!least && !most && bound.kind != Bound::Kind::ratio)) return;
    const auto total = total_of(pod, bound.resource);
    if (!total) return;
    const auto& limit = total->limit;
    const auto& request = total->request;
    const auto outside = [&](const std::optional<Quantity>& amount) {
      return amount && (least ? *amount < *bound.amount : *amount > *bound.amount);
    };
    if (least ? !request : most ? !limit : !limit || !request) {
      const bool lacks_limit = !least && !limit;
      add(place_in(pod, bound.resource, lacks_limit), bound,
          fmt::format("no container has a {} {}, which a LimitRange wants of each pod, so the pods are refused",
                      bound.resource, word_for(lacks_limit)));
    } else if (!least && !most) {
      if (!exceeds(*limit, *request, *bound.amount)) return;
      add(place_in(pod, bound.resource, true), bound,
          fmt::format("all {} limits together are more than {} times the requests, which a LimitRange forbids, so the "
                      "pods are refused",
                      bound.resource, bound.text));
    } else if (const bool by_request = outside(request); by_request || outside(limit)) {
      const bool by_limit = outside(limit) && (most || !by_request);
      add(place_in(pod, bound.resource, by_limit), bound,
          fmt::format("all {} {}s together are {} than the {} that a LimitRange allows a pod, so the pods are refused",
                      bound.resource, word_for(by_limit), least ? "less" : "more", bound.text));
    }
  }

  // Sums stay far from the end of the type.
  static constexpr Quantity::Nanos kMost = Quantity::Nanos{1} << 120;

  const Ranges& ranges_;
  std::vector<Breach>& breaches_;
  std::set<std::pair<uint32_t, std::string>> said_;
  const ObjectSummary* range_ = nullptr;
};

}  // namespace

std::vector<const ObjectSummary*> LimitRanges::ranges_of(const ObjectSummary& object) const {
  Ranges ranges = project_.index->all(object, "LimitRange");
  std::erase_if(ranges, [&](const ObjectSummary* range) {
    return !range->details || range->details->bounds.empty() || project_.index->is_patched(*range);
  });
  // Several of one name are for several clusters.
  std::vector<std::string_view> names;
  for (const ObjectSummary* range : ranges) names.push_back(range->name);
  std::sort(names.begin(), names.end());
  if (std::adjacent_find(names.begin(), names.end()) != names.end())
    std::erase_if(ranges, [&](const ObjectSummary* range) { return !project_.index->are_together(object, *range); });
  return ranges;
}

std::vector<Breach> LimitRanges::breaches_of(const ObjectSummary& object) {
  std::vector<Breach> breaches;
  // Tekton shares out among the steps what they ask for.
  if (!object.details || object.details->pods.empty() || object.group == "tekton.dev") return breaches;
  const Ranges ranges = ranges_of(object);
  if (ranges.empty() ||
      project_.index->is_patched(object, {"spec/containers/resources", "spec/initContainers/resources"}))
    return breaches;
  size_t bounds = 0, amounts = 0;
  for (const ObjectSummary* range : ranges) bounds += range->details->bounds.size();
  for (const PodSummary& pod : object.details->pods) {
    for (const ContainerSummary& container : pod.containers) amounts += container.amounts.size() + 1;
  }
  constexpr size_t kMostBounds = 1024;
  const size_t tests = bounds * bounds * amounts;
  if (bounds > kMostBounds || tests > tests_left_) return breaches;
  tests_left_ -= tests;
  Judge judge(ranges, breaches);
  for (const PodSummary& pod : object.details->pods) judge.check(pod);
  return breaches;
}

}  // namespace plimsoll
