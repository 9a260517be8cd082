// The kernels of long rows, and of parameters that are not centralized. No include guard: each
// instruction set includes this in a namespace of its own.

// In all kernels the constants are copied: the compiler cannot know that no store changes them.

template <class E, class Rule> void plain_kernel(const Stretch &stretch) {
  const StepConstants k = *stretch.constants;
  const Block<E> all = block_of<E>(stretch, k, 0, stretch.rows);
  const SameShift none{0};
  for_each_vector(all.count, Step<E, Rule, SameShift>{all, none});
}

/// Each row in two passes. Gradients alone are read in both, and the processor fetches ahead by itself:
/// prefetches only get in its way.
template <class E, class Rule>
CT_INLINE void step_rows(const Stretch &stretch, const StepConstants &k) {
  for (int64_t row = 0; row < stretch.rows; ++row) {
    const Block<E> block = block_of<E>(stretch, k, row, 1);
    const double total = for_each_vector(block.count, SumGradients<E, false>{block});
    const SameShift shift = shift_of(k.gradientStrength, total, block.count);
    for_each_vector(block.count, Step<E, Rule, SameShift>{block, shift});
  }
}

/// The same where the sum takes in the weights' decay, so that weights are read in both passes too. For
/// the second, little is left that comes from memory, so it is kept busy in both: with the slots while
/// the row is summed, and with the next row while it is stepped.
template <class E, class Rule>
CT_INLINE void step_decaying_rows(const Stretch &stretch, const StepConstants &k) {
  for (int64_t row = 0; row < stretch.rows; ++row) {
    const Block<E> block = block_of<E>(stretch, k, row, 1);
    const Block<E> next = block_of<E>(stretch, k, row + (row + 1 < stretch.rows), 1);
    const double total = for_each_vector(
        block.count, Both{SumGradients<E, true>{block}, FetchSlots<E, Rule>{block}});
    const SameShift shift = shift_of(k.gradientStrength, total, block.count);
    for_each_vector(block.count, Both{Step<E, Rule, SameShift>{block, shift}, FetchInputs<E>{next}});
  }
}

template <class E, class Rule> void gradient_kernel(const Stretch &stretch) {
  const StepConstants k = *stretch.constants;
  if (k.decayBefore != 0) {
    step_decaying_rows<E, Rule>(stretch, k);
  } else {
    step_rows<E, Rule>(stretch, k);
  }
}

/// The shift of a row's gradients; nothing if only updates are centralized.
template <class E, bool gradients> CT_INLINE SameShift gradient_shift(const Block<E> &block) {
  if constexpr (!gradients) return {0};
  const double total = for_each_vector(block.count, SumGradients<E, true>{block});
  return shift_of(block.constants.gradientStrength, total, block.count);
}

/// Rows whose updates can be told from their slots: nothing else is kept from pass to pass.
template <class E, class Rule, bool gradients>
CT_INLINE void update_by_slots(const Stretch &stretch, const StepConstants &k) {
  for (int64_t row = 0; row < stretch.rows; ++row) {
    const Block<E> block = block_of<E>(stretch, k, row, 1);
    const SameShift before = gradient_shift<E, gradients>(block);
    const double total =
        for_each_vector(block.count, AdvanceSlots<E, Rule, SameShift>{block, before});
    const SameShift shift = shift_of(k.updateStrength, total, block.count);
    for_each_vector(block.count, ApplySlots<E, Rule, SameShift>{block, shift});
  }
}

template <class E, class Rule, bool gradients> void update_kernel(const Stretch &stretch) {
  const StepConstants k = *stretch.constants;
  // Slots of half precision have been rounded, and the update not.
  if constexpr (sizeof(typename E::Storage) == sizeof(float) && requires { Rule::is_told(k); }) {
    if (Rule::is_told(k)) return update_by_slots<E, Rule, gradients>(stretch, k);
  }
  for (int64_t row = 0; row < stretch.rows; ++row) {
    const Block<E> block = block_of<E>(stretch, k, row, 1);
    const SameShift before = gradient_shift<E, gradients>(block);
    const double total = for_each_vector(
        block.count, Advance<E, Rule, SameShift>{block, before, stretch.scratch});
    const SameShift shift = shift_of(k.updateStrength, total, block.count);
    for_each_vector(block.count, Apply<E, SameShift>{block, shift, stretch.scratch});
  }
}
