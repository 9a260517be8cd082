// How each rule turns a gradient into an update and moves its slots. No include guard: each
// instruction set includes this in a namespace of its own.

template <CTRule rule>
constexpr int slots_of = rule == CT_RULE_DESCENT ? 0 : rule == CT_RULE_ADAM ? 2 : 1;

/// The update that momentum, without a share of the gradient, and Adam have from their slots alone.
template <CTRule rule>
CT_INLINE Floats update_in(const Floats &slot0, const Floats &slot1, const StepConstants &k) {
  if constexpr (rule == CT_RULE_ADAM) {
    return slot0 / (k.rootFactor * __builtin_elementwise_sqrt(slot1) + k.rootOffset);
  } else {
    return k.velocityShare * slot0;
  }
}

template <CTRule rule>
CT_INLINE Floats update(const Floats &a, Floats &slot0, Floats &slot1, const StepConstants &k) {
  if constexpr (rule == CT_RULE_DESCENT) {
    return a;
  } else if constexpr (rule == CT_RULE_MOMENTUM) {
    slot0 = k.decay1 * slot0 + k.weight1 * a;
    return k.velocityShare * slot0 + k.gradientShare * a;
  } else if constexpr (rule == CT_RULE_ADAM) {
    slot0 = k.decay1 * slot0 + k.weight1 * a;
    slot1 = k.decay2 * slot1 + k.weight2 * a * a;
    return update_in<rule>(slot0, slot1, k);
  } else if constexpr (rule == CT_RULE_LION) {
    const Floats mixed = k.decay1 * slot0 + k.weight1 * a;
    slot0 = k.decay2 * slot0 + k.weight2 * a;
    const Floats one = 1.0f, zero = 0.0f;
    return mixed > 0.0f ? one : mixed < 0.0f ? -one : zero;
  } else { // Adagrad, and RMSprop with other constants
    slot0 = k.decay1 * slot0 + k.weight1 * a * a;
    return a / (k.rootFactor * __builtin_elementwise_sqrt(slot0) + k.rootOffset);
  }
}

/// Whether a rule's update can be told from its slots alone, once they have moved.
template <class E, CTRule rule> CT_INLINE bool is_in_slots(const StepConstants &k) {
  if constexpr (sizeof(typename E::Storage) < sizeof(float)) return false; // they are rounded
  if constexpr (rule == CT_RULE_MOMENTUM) return k.gradientShare == 0;
  return rule == CT_RULE_ADAM;
}
