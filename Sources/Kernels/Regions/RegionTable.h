// The kernels for regions of one instruction set. Plain data: this is shared by files compiled for
// different ones, so nothing here may have code.
#pragma once
#include "CTRegions.h"

namespace ct {

/// Integers as wide as the numbers, so that vectors of both have as many lanes.
template <class Real> struct FlagOf;
template <> struct FlagOf<float> {
  using Type = int32_t;
};
template <> struct FlagOf<double> {
  using Type = int64_t;
};

/// Boxes of one class from the best on, by column; a flag that is not zero says that the box is gone.
template <class Real> struct BoxColumns {
  const Real *x1, *y1, *x2, *y2, *area;
  typename FlagOf<Real>::Type *gone;
  int64_t count;
};

/// Masks and where they go, as of ct_paste_masks.
template <class Real> struct PasteWork {
  const Real *masks;
  const int64_t *boxes;
  int64_t size, height, width;
  Real *pasted;
};

template <class Real> struct RegionKernels {
  /// Of the regions from `first` to before `last`.
  void (*align)(const CTRegionAlign &, const Real *features, const Real *regions, Real *means,
                int64_t first, int64_t last);
  /// Of the channels from `first` to before `last`.
  void (*align_backward)(const CTRegionAlign &, const Real *gradient, const Real *regions,
                         Real *result, int64_t first, int64_t last);
  /// Boxes go whose overlap with a better one is at least `limit`.
  void (*suppress)(const BoxColumns<Real> &, Real limit, Real extent);
  /// The mask of this index.
  void (*paste)(const PasteWork<Real> &, int64_t index);
};

struct RegionTable {
  RegionKernels<float> real32;
  RegionKernels<double> real64;
};

} // namespace ct
