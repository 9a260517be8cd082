// The kernels of rows that are divided by their deviation. No include guard: each instruction set
// includes this in a namespace of its own.

/// Sums the squares of what is left of a row's gradients without their mean.
template <class E> struct SumGradientSquares {
  const Block<E> &block;
  const Floats mean;
  template <class Extent> CT_MEMBER void visit(int64_t i, Extent extent, Floats &collected) const {
    const Floats rest = only(incoming<E, true>(block, i, extent) - mean, extent);
    collected += rest * rest;
  }
};

/// The same of kept updates.
struct SumUpdateSquares {
  const float *updates;
  const Floats mean;
  template <class Extent> CT_MEMBER void visit(int64_t i, Extent extent, Floats &collected) const {
    const Floats rest = only(load<Float32>(updates + i, Whole{}) - mean, extent);
    collected += rest * rest;
  }
};

/// What `strength` takes off a row of `count` elements, of whose rests `squares` sums the squares.
template <class Squares>
CT_INLINE ScaledShift scaled_shift_of(double strength, double mean, int64_t count,
                                      const StepConstants &k, const Squares &squares) {
  const double variance = for_each_vector(count, squares) / static_cast<double>(count);
  return {static_cast<float>(strength * mean),
          static_cast<float>(1 / (__builtin_sqrt(variance) + k.leastDeviation))};
}

template <class E, bool gradients> CT_INLINE auto scaled_gradient_shift(const Block<E> &block) {
  if constexpr (!gradients) {
    return SameShift{0};
  } else {
    const StepConstants &k = block.constants;
    const double total = for_each_vector(block.count, SumGradients<E, true>{block});
    const double mean = total / static_cast<double>(block.count);
    return scaled_shift_of(k.gradientStrength, mean, block.count, k,
                           SumGradientSquares<E>{block, static_cast<float>(mean)});
  }
}

/// Each row in one pass more than without the division; but for the first they find a row of usual length in a
/// cache.
template <class E, class Rule, bool gradients, bool updates>
void scaled_kernel(const Stretch &stretch) {
  const StepConstants k = *stretch.constants;
  for (int64_t row = 0; row < stretch.rows; ++row) {
    const Block<E> block = block_of<E>(stretch, k, row, 1);
    const auto before = scaled_gradient_shift<E, gradients>(block);
    using Shift = decltype(scaled_gradient_shift<E, gradients>(block));
    if constexpr (!updates) {
      for_each_vector(block.count, Step<E, Rule, Shift>{block, before});
    } else {
      float *kept = stretch.scratch;
      const double total =
          for_each_vector(block.count, Advance<E, Rule, Shift>{block, before, kept});
      const double mean = total / static_cast<double>(block.count);
      const ScaledShift shift =
          scaled_shift_of(k.updateStrength, mean, block.count, k,
                          SumUpdateSquares{kept, static_cast<float>(mean)});
      for_each_vector(block.count, Apply<E, ScaledShift>{block, shift, kept});
    }
  }
}
