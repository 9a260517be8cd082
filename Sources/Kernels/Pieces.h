// How the work of a step is cut, so that threads share it evenly.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ct {

/// What cutting has to know of a parameter.
struct Extent {
  int64_t count;  // elements
  int64_t length; // of a row, which is never cut; 0: cut anywhere
  int64_t element_size;

  bool operator==(const Extent &) const = default;
};

/// Consecutive elements of one parameter: whole rows if it has rows.
struct Piece {
  size_t parameter;
  int64_t first, count;
};

struct Pieces {
  std::vector<Piece> pieces;
  /// Threads take runs of pieces: run i is from runs[i] up to runs[i + 1]. Small parameters share one.
  std::vector<size_t> runs;
};

Pieces cut(const std::vector<Extent> &parameters);

} // namespace ct
