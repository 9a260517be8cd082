// Cuts parameters into pieces of even size, and joins small ones into runs.
#include "Pieces.h"

#include <algorithm>

using namespace ct;

namespace {

// Bytes of weight: large enough that taking one costs nothing, small enough that threads end together.
constexpr int64_t piece_size = 512 << 10;
// Where rows do not matter, pieces end at multiples of this many elements: of cache lines.
constexpr int64_t grain = 64;

int64_t piece_count(const Extent &extent) {
  int64_t wanted = piece_size / extent.element_size;
  int64_t unit = extent.length > 0 ? extent.length : grain;
  return std::max<int64_t>(1, wanted / unit) * unit;
}

} // namespace

Pieces ct::cut(const std::vector<Extent> &parameters) {
  Pieces result;
  int64_t run_size = piece_size; // of the run that is being filled; the first piece starts one
  for (size_t i = 0; i < parameters.size(); ++i) {
    const Extent &extent = parameters[i];
    if (extent.count == 0) continue; // empty, or has not made a step yet
    int64_t most = piece_count(extent);
    for (int64_t first = 0; first < extent.count; first += most) {
      int64_t count = std::min(most, extent.count - first);
      int64_t size = count * extent.element_size;
      if (run_size + size > piece_size) {
        result.runs.push_back(result.pieces.size());
        run_size = 0;
      }
      result.pieces.push_back({i, first, count});
      run_size += size;
    }
  }
  result.runs.push_back(result.pieces.size());
  return result;
}
