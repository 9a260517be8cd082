// What is done in one pass over memory, alone or two at once. No include guard: each instruction set
// includes this in a namespace of its own.

/// Both halves of the step on a block.
template <class E, class Rule, class Shift> struct Step {
  const Block<E> &block;
  const Shift &shift;
  template <class Extent> CT_MEMBER void visit(int64_t i, Extent extent, Floats &) const {
    const Floats weight = load<E>(block.weight + i, extent);
    apply<E>(block, i, weight, advance<E, Rule>(block, i, weight, shift, extent), extent);
  }
};

/// Sums the gradients of a block.
template <class E, bool decays> struct SumGradients {
  const Block<E> &block;
  template <class Extent> CT_MEMBER void visit(int64_t i, Extent extent, Floats &collected) const {
    collected += incoming<E, decays>(block, i, extent);
  }
};

/// The first half of the step on a block; keeps the updates, and sums them.
template <class E, class Rule, class Shift> struct Advance {
  const Block<E> &block;
  const Shift &shift;
  float *updates;
  template <class Extent> CT_MEMBER void visit(int64_t i, Extent extent, Floats &collected) const {
    const Floats weight = load<E>(block.weight + i, extent);
    const Floats u = only(advance<E, Rule>(block, i, weight, shift, extent), extent);
    store<Float32>(updates + i, u, Whole{}); // beyond the part: into the margin
    collected += u;
  }
};

/// The first half of the step on a block whose updates can be told from the slots; sums them.
template <class E, class Rule, class Shift> struct AdvanceSlots {
  const Block<E> &block;
  const Shift &shift;
  template <class Extent> CT_MEMBER void visit(int64_t i, Extent extent, Floats &collected) const {
    const Floats weight = load<E>(block.weight + i, extent);
    collected += only(advance<E, Rule>(block, i, weight, shift, extent), extent);
  }
};

/// The second half of that.
template <class E, class Rule, class Shift> struct ApplySlots {
  const Block<E> &block;
  const Shift &shift;
  template <class Extent> CT_MEMBER void visit(int64_t i, Extent extent, Floats &) const {
    const StepConstants &k = block.constants;
    const Floats weight = load<E>(block.weight + i, extent);
    Floats slot1 = 0;
    if constexpr (Rule::slots > 1) slot1 = load<E>(block.slot1 + i, extent);
    const Floats u = Rule::told(load<E>(block.slot0 + i, extent), slot1, k);
    apply<E>(block, i, weight, shift.taken(u + k.decoupledBefore * weight, i), extent);
  }
};

/// The second half, centralizing the kept updates.
template <class E, class Shift> struct Apply {
  const Block<E> &block;
  const Shift &shift;
  const float *updates;
  template <class Extent> CT_MEMBER void visit(int64_t i, Extent extent, Floats &) const {
    const Floats u = shift.taken(load<Float32>(updates + i, Whole{}), i);
    apply<E>(block, i, load<E>(block.weight + i, extent), u, extent);
  }
};

/// Brings a block's slots into the second-level cache, for the pass that comes next.
template <class E, class Rule> struct FetchSlots {
  const Block<E> &block;
  template <class Extent> CT_MEMBER void visit(int64_t i, Extent, Floats &) const {
    if constexpr (Rule::slots > 0) __builtin_prefetch(block.slot0 + i, 0, 2);
    if constexpr (Rule::slots > 1) __builtin_prefetch(block.slot1 + i, 0, 2);
  }
};

/// Brings a block's weights and gradients there.
template <class E> struct FetchInputs {
  const Block<E> &block;
  template <class Extent> CT_MEMBER void visit(int64_t i, Extent, Floats &) const {
    __builtin_prefetch(block.weight + i, 0, 2);
    __builtin_prefetch(block.gradient + i, 0, 2);
  }
};

/// Two of these in one pass.
template <class First, class Second> struct Both {
  First first;
  Second second;
  template <class Extent> CT_MEMBER void visit(int64_t i, Extent extent, Floats &collected) const {
    first.visit(i, extent, collected);
    second.visit(i, extent, collected);
  }
};
template <class First, class Second> Both(First, Second) -> Both<First, Second>;
