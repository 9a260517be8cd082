// Masks in images. No include guard: each instruction set includes this in a namespace of its own.

/// A pixel's place among `size` ones that are stretched over `length`, by their centers.
template <class Real> CT_REGION_INLINE Tap<Real> stretched(int64_t pixel, int64_t size, int64_t length) {
  Real place = static_cast<Real>(size) / static_cast<Real>(length) *
                   (static_cast<Real>(pixel) + Real(0.5)) - Real(0.5);
  return tap(place < 0 ? Real(0) : place, size);
}

template <class Real> void paste_mask(const PasteWork<Real> &work, int64_t index) {
  const int64_t *box = work.boxes + 4 * index, size = work.size;
  int64_t width = box[2] - box[0] + 1, height = box[3] - box[1] + 1;
  if (width < 1) width = 1;
  if (height < 1) height = 1;
  int64_t left = box[0] > 0 ? box[0] : 0, top = box[1] > 0 ? box[1] : 0;
  int64_t right = box[2] + 1 < work.width ? box[2] + 1 : work.width;
  int64_t bottom = box[3] + 1 < work.height ? box[3] + 1 : work.height;
  const Real *mask = work.masks + index * size * size;
  Real *image = work.pasted + index * work.height * work.width;
  for (int64_t row = top; row < bottom; ++row) {
    Tap<Real> y = stretched<Real>(row - box[1], size, height);
    const Real *above = mask + y.low * size, *below = mask + y.high * size;
    for (int64_t column = left; column < right; ++column) {
      Tap<Real> x = stretched<Real>(column - box[0], size, width);
      image[row * work.width + column] =
          y.low_weight * (x.low_weight * above[x.low] + x.high_weight * above[x.high]) +
          y.high_weight * (x.low_weight * below[x.low] + x.high_weight * below[x.high]);
    }
  }
}
