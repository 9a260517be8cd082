// What each rule does, one trait for each. No include guard: each instruction set includes this in a
// namespace of its own.
//
// A trait says how many `slots` there are, and how `update` moves them and makes an update of `a`, or of
// that and what it was `before` centralization. If updates can be told from the moved slots alone, at
// least where `is_told`, then `told` does so.
// `prepare` sets the constants that are not just the settings', which are there already. Rules with
// one arithmetic share the `Code` that is compiled.

template <CTRule> struct Rule;

struct AsSettings {
  static void prepare(const CTStepSettings &, double, StepConstants &) {}
};

template <> struct Rule<CT_RULE_DESCENT> : AsSettings {
  using Code = Rule;
  static constexpr int slots = 0;
  CT_INLINE Floats update(const Floats &a, Floats &, Floats &, const StepConstants &) { return a; }
};

template <> struct Rule<CT_RULE_MOMENTUM> {
  using Code = Rule;
  static constexpr int slots = 1;
  CT_INLINE Floats update(const Floats &a, Floats &slot0, Floats &, const StepConstants &k) {
    slot0 = k.decay1 * slot0 + k.weight1 * a;
    return k.velocityShare * slot0 + k.gradientShare * a;
  }
  CT_INLINE bool is_told(const StepConstants &k) { return k.gradientShare == 0; }
  CT_INLINE Floats told(const Floats &slot0, const Floats &, const StepConstants &k) {
    return k.velocityShare * slot0;
  }
  static void prepare(const CTStepSettings &settings, double step, StepConstants &k) {
    k.weight1 = static_cast<float>(step == 1 ? settings.firstGradientWeight : settings.gradientWeight);
  }
};

template <> struct Rule<CT_RULE_ADAM> {
  using Code = Rule;
  static constexpr int slots = 2;
  CT_INLINE Floats update(const Floats &a, Floats &slot0, Floats &slot1, const StepConstants &k) {
    slot0 = k.decay1 * slot0 + k.weight1 * a;
    slot1 = k.decay2 * slot1 + k.weight2 * a * a;
    return told(slot0, slot1, k);
  }
  CT_INLINE bool is_told(const StepConstants &) { return true; }
  CT_INLINE Floats told(const Floats &slot0, const Floats &slot1, const StepConstants &k) {
    return slot0 / (k.rootFactor * __builtin_elementwise_sqrt(slot1) + k.rootOffset);
  }
  static void prepare(const CTStepSettings &settings, double step, StepConstants &k) {
    // (√v / √bias2 + epsilon) bias1, multiplied out
    double bias1 = 1 - __builtin_pow(settings.decay1, step);
    double bias2 = 1 - __builtin_pow(settings.decay2, step);
    k.rootFactor = static_cast<float>(bias1 / __builtin_sqrt(bias2));
    k.rootOffset = static_cast<float>(settings.epsilon * bias1);
  }
};

/// Adam whose slot 1 is of what there was `before` centralization.
template <> struct Rule<CT_RULE_ADAM_MOMENT> : Rule<CT_RULE_ADAM> {
  using Code = Rule;
  CT_INLINE Floats update(const Floats &a, const Floats &before, Floats &slot0, Floats &slot1,
                          const StepConstants &k) {
    slot0 = k.decay1 * slot0 + k.weight1 * a;
    slot1 = k.decay2 * slot1 + k.weight2 * before * before;
    return told(slot0, slot1, k);
  }
};

template <> struct Rule<CT_RULE_RMSPROP> : AsSettings {
  using Code = Rule;
  static constexpr int slots = 1;
  CT_INLINE Floats update(const Floats &a, Floats &slot0, Floats &, const StepConstants &k) {
    slot0 = k.decay1 * slot0 + k.weight1 * a * a;
    return a / (k.rootFactor * __builtin_elementwise_sqrt(slot0) + k.rootOffset);
  }
};

template <> struct Rule<CT_RULE_ADAGRAD> : Rule<CT_RULE_RMSPROP> {
  static void prepare(const CTStepSettings &, double, StepConstants &k) { k.decay1 = k.weight1 = 1; }
};

template <> struct Rule<CT_RULE_LION> : AsSettings {
  using Code = Rule;
  static constexpr int slots = 1;
  CT_INLINE Floats update(const Floats &a, Floats &slot0, Floats &, const StepConstants &k) {
    const Floats mixed = k.decay1 * slot0 + k.weight1 * a;
    slot0 = k.decay2 * slot0 + k.weight2 * a;
    const Floats one = 1.0f, zero = 0.0f;
    return mixed > 0.0f ? one : mixed < 0.0f ? -one : zero;
  }
};

/// All rules, in the order of their numbers: a rule without a trait does not compile.
template <class, int... rules> struct Rules {
  static_assert(((Rule<static_cast<CTRule>(rules)>::slots <= CT_SLOT_COUNT) && ...));
};
using AllRules = __make_integer_seq<Rules, int, CT_RULE_COUNT>;
