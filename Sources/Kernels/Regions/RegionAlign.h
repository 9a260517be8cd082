// Pooling of regions. No include guard: each instruction set includes this in a namespace of its own.

/// A bilinear sample along one axis: two neighbors with their weights. Outside of the image, `low` is -1.
template <class Real> struct Tap {
  int64_t low, high;
  Real low_weight, high_weight;
};

template <class Real> CT_REGION_INLINE Tap<Real> tap(Real place, int64_t size) {
  if (place < -1 || place > static_cast<Real>(size)) return {-1, 0, 0, 0};
  if (place < 0) place = 0;
  int64_t low = static_cast<int64_t>(place);
  if (low >= size - 1) return {size - 1, size - 1, 1, 0};
  Real high_weight = place - static_cast<Real>(low);
  return {low, low + 1, 1 - high_weight, high_weight};
}

/// Where a region lies in the features, and how its bins are sampled.
template <class Real> struct Region {
  int64_t image, rows, columns; // of samples in a bin
  Real x, y, bin_width, bin_height, share;

  CT_REGION_MEMBER Region(const CTRegionAlign &align, const Real *numbers) {
    Real scale = static_cast<Real>(align.scale), offset = align.aligned ? Real(0.5) : Real(0);
    image = static_cast<int64_t>(numbers[0]);
    x = numbers[1] * scale - offset;
    y = numbers[2] * scale - offset;
    Real width = numbers[3] * scale - offset - x, height = numbers[4] * scale - offset - y;
    if (!align.aligned && width < 1) width = 1;
    if (!align.aligned && height < 1) height = 1;
    bin_width = width / static_cast<Real>(align.columns);
    bin_height = height / static_cast<Real>(align.rows);
    rows = align.samples > 0 ? align.samples : static_cast<int64_t>(__builtin_ceil(bin_height));
    columns = align.samples > 0 ? align.samples : static_cast<int64_t>(__builtin_ceil(bin_width));
    int64_t count = rows > 0 && columns > 0 ? rows * columns : 1;
    share = 1 / static_cast<Real>(count);
  }

  CT_REGION_MEMBER Tap<Real> vertical(int64_t bin, int64_t sample, int64_t size) const {
    return tap(along(y, bin_height, bin, sample, rows), size);
  }
  CT_REGION_MEMBER Tap<Real> horizontal(int64_t bin, int64_t sample, int64_t size) const {
    return tap(along(x, bin_width, bin, sample, columns), size);
  }

private:
  static CT_REGION_MEMBER Real along(Real start, Real length, int64_t bin, int64_t sample,
                                     int64_t samples) {
    return start + static_cast<Real>(bin) * length +
           (static_cast<Real>(sample) + Real(0.5)) * length / static_cast<Real>(samples);
  }
};

/// Calls `body(bin's index, offsets of the four neighbors, their weights)` for each sample of a region.
template <class Real, class Body>
CT_REGION_INLINE void for_each_sample(const CTRegionAlign &align, const Region<Real> &region,
                                      const Body &body) {
  for (int64_t i = 0; i < align.rows; ++i) {
    for (int64_t j = 0; j < align.columns; ++j) {
      for (int64_t a = 0; a < region.rows; ++a) {
        Tap<Real> y = region.vertical(i, a, align.height);
        if (y.low < 0) continue;
        for (int64_t b = 0; b < region.columns; ++b) {
          Tap<Real> x = region.horizontal(j, b, align.width);
          if (x.low < 0) continue;
          const int64_t places[4] = {y.low * align.width + x.low, y.low * align.width + x.high,
                                     y.high * align.width + x.low, y.high * align.width + x.high};
          Real low = y.low_weight * region.share, high = y.high_weight * region.share;
          const Real weights[4] = {low * x.low_weight, low * x.high_weight, high * x.low_weight,
                                   high * x.high_weight};
          body(i * align.columns + j, places, weights);
        }
      }
    }
  }
}

template <class Real>
void align_regions(const CTRegionAlign &align, const Real *features, const Real *regions,
                   Real *means, int64_t first, int64_t last) {
  int64_t channels = align.channels, bins = align.rows * align.columns;
  for (int64_t index = first; index < last; ++index) {
    Region<Real> region(align, regions + 5 * index);
    const Real *image = features + region.image * align.height * align.width * channels;
    Real *of_region = means + index * bins * channels;
    for (int64_t i = 0; i < bins * channels; ++i) of_region[i] = 0;
    for_each_sample(align, region, [&](int64_t bin, const int64_t *places, const Real *weights) CT_REGION_LAMBDA {
      Real *__restrict sum = of_region + bin * channels;
      const Real *a = image + places[0] * channels, *b = image + places[1] * channels;
      const Real *c = image + places[2] * channels, *d = image + places[3] * channels;
      Real wa = weights[0], wb = weights[1], wc = weights[2], wd = weights[3];
      for (int64_t i = 0; i < channels; ++i) sum[i] += wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
    });
  }
}

/// Threads share the channels, so that no two write to the same place, and sums have one order.
template <class Real>
void align_regions_backward(const CTRegionAlign &align, const Real *gradient, const Real *regions,
                            Real *result, int64_t first, int64_t last) {
  int64_t channels = align.channels, bins = align.rows * align.columns, count = last - first;
  for (int64_t index = 0; index < align.count; ++index) {
    Region<Real> region(align, regions + 5 * index);
    Real *image = result + region.image * align.height * align.width * channels + first;
    const Real *of_region = gradient + index * bins * channels + first;
    for_each_sample(align, region, [&](int64_t bin, const int64_t *places, const Real *weights) CT_REGION_LAMBDA {
      const Real *__restrict from = of_region + bin * channels;
      for (int k = 0; k < 4; ++k) {
        Real *__restrict to = image + places[k] * channels;
        Real weight = weights[k];
        for (int64_t i = 0; i < count; ++i) to[i] += weight * from[i];
      }
    });
  }
}
