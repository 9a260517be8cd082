// The kernels of short rows: many at a time, with their means written out for each element, so that
// vectors may cross from row to row. No include guard: each instruction set includes this in a
// namespace of its own.

/// Keeps the gradients of a block as they are before centralization.
template <class E> struct KeepGradients {
  const Block<E> &block;
  float *kept;
  template <class Extent> CT_MEMBER void visit(int64_t i, Extent extent, Floats &) const {
    store<Float32>(kept + i, incoming<E, true>(block, i, extent), Whole{});
  }
};

/// Writes, for each element, `factor` times the sum of its row of `values`.
CT_INLINE void spread_sums(const float *values, int64_t count, int64_t length, double factor,
                           float *shifts) {
  for (int64_t start = 0; start < count; start += length) {
    Floats collected = 0;
    int64_t i = 0;
    for (; i + lanes <= length; i += lanes) {
      collected += load<Float32>(values + start + i, Whole{});
    }
    collected += only(load<Float32>(values + start + i, Whole{}), Part{length - i});
    const Floats shift = static_cast<float>(factor * static_cast<double>(sum(collected)));
    // What this writes beyond the row, the next row overwrites.
    for (i = 0; i < length; i += lanes) store<Float32>(shifts + start + i, shift, Whole{});
  }
}

template <class E, class Rule, bool gradients, bool updates>
void short_kernel(const Stretch &stretch) {
  const StepConstants k = *stretch.constants;
  float *kept = stretch.scratch, *shifts = kept + block_count + scratch_margin;
  const int64_t together = block_count / stretch.length;
  const auto length = static_cast<double>(stretch.length);
  const SameShift none{0};
  const ListedShift listed{shifts};
  for (int64_t row = 0; row < stretch.rows; row += together) {
    const int64_t rows = stretch.rows - row < together ? stretch.rows - row : together;
    const Block<E> block = block_of<E>(stretch, k, row, rows);
    if constexpr (gradients) {
      for_each_vector(block.count, KeepGradients<E>{block, kept});
      spread_sums(kept, block.count, stretch.length, k.gradientStrength / length, shifts);
    }
    if constexpr (!updates) {
      for_each_vector(block.count, Step<E, Rule, ListedShift>{block, listed});
    } else {
      if constexpr (gradients) {
        for_each_vector(block.count, Advance<E, Rule, ListedShift>{block, listed, kept});
      } else {
        for_each_vector(block.count, Advance<E, Rule, SameShift>{block, none, kept});
      }
      spread_sums(kept, block.count, stretch.length, k.updateStrength / length, shifts);
      for_each_vector(block.count, Apply<E, ListedShift>{block, listed, kept});
    }
  }
}
