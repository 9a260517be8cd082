// The step on one vector of elements. No include guard: each instruction set includes this in a
// namespace of its own.

/// Float sums are collected in double after this many elements, so that long rows lose nothing.
constexpr int64_t sum_count = 4096;

/// The elements that a kernel works on together.
template <class E> struct Block {
  using Storage = typename E::Storage;
  Storage *weight, *gradient, *slot0, *slot1;
  int64_t count;
  const StepConstants &constants;
  bool clears;
};

template <class E>
CT_INLINE Block<E> block_of(const Stretch &stretch, const StepConstants &constants, int64_t row,
                            int64_t rows) {
  using Storage = typename E::Storage;
  const int64_t first = row * stretch.length;
  return {static_cast<Storage *>(stretch.weight) + first,
          static_cast<Storage *>(stretch.gradient) + first,
          static_cast<Storage *>(stretch.slots[0]) + first,
          static_cast<Storage *>(stretch.slots[1]) + first,
          rows * stretch.length,
          constants,
          stretch.clears};
}

/// What centralization takes off each element: one number for a row, or a list with all elements'.
struct SameShift {
  Floats shift;
  CT_MEMBER Floats taken(const Floats &from, int64_t) const { return from - shift; }
};
struct ListedShift {
  const float *shifts;
  CT_MEMBER Floats taken(const Floats &from, int64_t i) const {
    return from - load<Float32>(shifts + i, Whole{});
  }
};
/// And what the rest is multiplied by.
struct ScaledShift {
  Floats shift, factor;
  CT_MEMBER Floats taken(const Floats &from, int64_t) const { return (from - shift) * factor; }
};

CT_INLINE SameShift shift_of(double strength, double sum, int64_t count) {
  return {static_cast<float>(strength * sum / static_cast<double>(count))};
}

/// The gradient before it is centralized.
template <class E, bool decays, class Extent>
CT_INLINE Floats incoming(const Block<E> &block, int64_t i, Extent extent) {
  Floats a = block.constants.gradientScale * load<E>(block.gradient + i, extent);
  if constexpr (decays) a += block.constants.decayBefore * load<E>(block.weight + i, extent);
  return a;
}

/// The first half of the step: moves the slots, and returns the update.
template <class E, class Rule, class Shift, class Extent>
CT_INLINE Floats advance(const Block<E> &block, int64_t i, const Floats &weight, const Shift &shift,
                         Extent extent) {
  const StepConstants &k = block.constants;
  const Floats before =
      k.gradientScale * load<E>(block.gradient + i, extent) + k.decayBefore * weight;
  const Floats a = shift.taken(before, i) + k.decayAfter * weight;
  Floats slot0 = 0, slot1 = 0;
  if constexpr (Rule::slots > 0) slot0 = load<E>(block.slot0 + i, extent);
  if constexpr (Rule::slots > 1) slot1 = load<E>(block.slot1 + i, extent);
  Floats u;
  if constexpr (requires { Rule::update(a, before, slot0, slot1, k); }) {
    u = Rule::update(a, before, slot0, slot1, k);
  } else {
    u = Rule::update(a, slot0, slot1, k);
  }
  if constexpr (Rule::slots > 0) store<E>(block.slot0 + i, slot0, extent);
  if constexpr (Rule::slots > 1) store<E>(block.slot1 + i, slot1, extent);
  if (block.clears) store<E>(block.gradient + i, Floats(0.0f), extent);
  return u + k.decoupledBefore * weight;
}

/// The second half: moves the weight.
template <class E, class Extent>
CT_INLINE void apply(const Block<E> &block, int64_t i, const Floats &weight, const Floats &u,
                     Extent extent) {
  const StepConstants &k = block.constants;
  store<E>(block.weight + i, weight - k.learningRate * (u + k.decoupledAfter * weight), extent);
}

/// Calls `work.visit(i, extent, collected)` for each vector of `count` elements; the sum of all that
/// it adds to `collected`.
template <class Work> CT_INLINE double for_each_vector(int64_t count, const Work &work) {
  double total = 0;
  for (int64_t start = 0; start < count; start += sum_count) {
    const int64_t end = count - start < sum_count ? count : start + sum_count;
    Floats collected = 0, others = 0; // two, as one sum has to wait for itself
    int64_t i = start;
    for (; i + 2 * lanes <= end; i += 2 * lanes) {
      work.visit(i, Whole{}, collected);
      work.visit(i + lanes, Whole{}, others);
    }
    for (; i + lanes <= end; i += lanes) work.visit(i, Whole{}, collected);
    if (i < end) work.visit(i, Part{end - i}, others);
    total += static_cast<double>(sum(collected + others));
  }
  return total;
}
