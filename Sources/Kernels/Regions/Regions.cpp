// Shares the work on regions out to threads, and to the kernels of the instruction set in use.
#include "../InParallel.h"
#include "RegionTable.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <new>
#include <numeric>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ct {
namespace baseline {
extern const RegionTable region_table;
}
namespace avx2 {
extern const RegionTable region_table;
}
namespace avx512 {
extern const RegionTable region_table;
}
} // namespace ct

using namespace ct;

namespace {

const RegionTable &region_table() {
#if defined(__x86_64__)
  std::string_view name = ct_instruction_set();
  if (name == "avx512") return avx512::region_table;
  if (name == "avx2") return avx2::region_table;
#endif
  return baseline::region_table;
}

template <class Real> const RegionKernels<Real> &kernels() {
  if constexpr (std::is_same_v<Real, float>) {
    return region_table().real32;
  } else {
    return region_table().real64;
  }
}

/// Calls `body(first, last)` on each of at most `threads` threads, for parts of `0 ..< count` that begin at
/// multiples of `grain`.
template <class Body>
void in_parts(int64_t count, int64_t grain, int threads, CTParallelLoop loop, const Body &body) {
  if (count <= 0) return;
  int64_t grains = (count + grain - 1) / grain;
  int parts = static_cast<int>(std::clamp<int64_t>(grains, 1, std::max(threads, 1)));
  in_parallel(parts, loop, [&](int thread) {
    int64_t first = grains * thread / parts * grain;
    int64_t last = std::min(count, grains * (thread + 1) / parts * grain);
    if (first < last) body(first, last);
  });
}

/// Boxes in the order of their classes, and of each class from the best on.
template <class Real> struct SortedBoxes {
  std::vector<int64_t> places; // in the order from the best box on
  std::vector<int64_t> starts; // of the classes, and the end
  std::vector<Real> columns;
  std::vector<typename FlagOf<Real>::Type> gone;

  SortedBoxes(const Real *boxes, const int64_t *order, const int64_t *classes, int64_t count,
              Real extent)
      : places(count), columns(5 * count), gone(count) {
    std::iota(places.begin(), places.end(), 0);
    auto class_of = [&](int64_t place) { return classes ? classes[order[place]] : 0; };
    if (classes) {
      std::sort(places.begin(), places.end(), [&](int64_t a, int64_t b) {
        return std::pair(class_of(a), a) < std::pair(class_of(b), b);
      });
    }
    for (int64_t i = 0; i < count; ++i) {
      if (i == 0 || class_of(places[i]) != class_of(places[i - 1])) starts.push_back(i);
      const Real *box = boxes + 4 * order[places[i]];
      for (int k = 0; k < 4; ++k) columns[k * count + i] = box[k];
      columns[4 * count + i] = (box[2] - box[0] + extent) * (box[3] - box[1] + extent);
    }
    starts.push_back(count);
  }

  BoxColumns<Real> of_class(size_t number) {
    const Real *start = columns.data() + starts[number];
    size_t count = places.size();
    return {start,
            start + count,
            start + 2 * count,
            start + 3 * count,
            start + 4 * count,
            gone.data() + starts[number],
            starts[number + 1] - starts[number]};
  }
};

/// The smallest number of its type that is above `threshold`, which has more digits.
template <class Real> Real above(double threshold) {
  Real limit = static_cast<Real>(threshold);
  return static_cast<double>(limit) > threshold
             ? limit
             : std::nextafter(limit, std::numeric_limits<Real>::infinity());
}

template <class Real>
void suppress(const void *boxes, const int64_t *order, const int64_t *classes, int64_t count,
              double threshold, double extent, bool *kept, int threads, CTParallelLoop loop) {
  SortedBoxes<Real> sorted(static_cast<const Real *>(boxes), order, classes, count,
                           static_cast<Real>(extent));
  std::atomic<size_t> next = 0;
  size_t class_count = sorted.starts.size() - 1;
  int parts = static_cast<int>(std::clamp<size_t>(class_count, 1, std::max(threads, 1)));
  in_parallel(parts, loop, [&](int) {
    for (size_t number = next++; number < class_count; number = next++) {
      kernels<Real>().suppress(sorted.of_class(number), above<Real>(threshold),
                               static_cast<Real>(extent));
    }
  });
  for (int64_t i = 0; i < count; ++i) kept[sorted.places[i]] = !sorted.gone[i];
}

template <class Real>
void align(const CTRegionAlign &align, const void *features, const void *regions, void *means,
           int threads, CTParallelLoop loop) {
  in_parts(align.count, 1, threads, loop, [&](int64_t first, int64_t last) {
    kernels<Real>().align(align, static_cast<const Real *>(features),
                          static_cast<const Real *>(regions), static_cast<Real *>(means), first,
                          last);
  });
}

template <class Real>
void align_backward(const CTRegionAlign &align, const void *gradient, const void *regions,
                    void *result, int threads, CTParallelLoop loop) {
  constexpr int64_t line = 64 / sizeof(Real); // no two threads write to one line of the cache
  in_parts(align.channels, line, threads, loop, [&](int64_t first, int64_t last) {
    kernels<Real>().align_backward(align, static_cast<const Real *>(gradient),
                                   static_cast<const Real *>(regions),
                                   static_cast<Real *>(result), first, last);
  });
}

template <class Real>
void paste(const void *masks, const int64_t *boxes, int64_t count, int64_t size, int64_t height,
           int64_t width, void *pasted, int threads, CTParallelLoop loop) {
  PasteWork<Real> work{static_cast<const Real *>(masks), boxes, size, height, width,
                       static_cast<Real *>(pasted)};
  in_parts(count, 1, threads, loop, [&](int64_t first, int64_t last) {
    for (int64_t index = first; index < last; ++index) kernels<Real>().paste(work, index);
  });
}

} // namespace

void ct_region_align(CTReal real, const CTRegionAlign *work, const void *features,
                     const void *regions, void *means, int threads, CTParallelLoop loop) {
  (real == CT_REAL32 ? align<float> : align<double>)(*work, features, regions, means, threads,
                                                     loop);
}

void ct_region_align_backward(CTReal real, const CTRegionAlign *work, const void *gradient,
                              const void *regions, void *result, int threads,
                              CTParallelLoop loop) {
  (real == CT_REAL32 ? align_backward<float> : align_backward<double>)(*work, gradient, regions,
                                                                       result, threads, loop);
}

bool ct_suppress(CTReal real, const void *boxes, const int64_t *order, const int64_t *classes,
                 int64_t count, double threshold, double extent, bool *kept, int threads,
                 CTParallelLoop loop) {
  try {
    (real == CT_REAL32 ? suppress<float> : suppress<double>)(boxes, order, classes, count,
                                                             threshold, extent, kept, threads,
                                                             loop);
    return true;
  } catch (const std::bad_alloc &) {
    return false;
  }
}

void ct_paste_masks(CTReal real, const void *masks, const int64_t *boxes, int64_t count,
                    int64_t size, int64_t height, int64_t width, void *pasted, int threads,
                    CTParallelLoop loop) {
  (real == CT_REAL32 ? paste<float> : paste<double>)(masks, boxes, count, size, height, width,
                                                     pasted, threads, loop);
}
