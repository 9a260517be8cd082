// Makes the steps of a file of vectors by the kernels of every instruction set that this machine has,
// and compares. Without libtorch: what is not the kernels' own stands here.
//
//     kernel-vectors vectors.txt
#include <CTKernels.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace {

using Numbers = std::vector<double>;

struct Case {
  std::string name;
  CTStepSettings settings;
  Numbers slots[CT_SLOT_COUNT], expected[1 + CT_SLOT_COUNT]; // the weight and the slots
  int64_t length, step;
  double gradientScale;
  bool clears;
};

struct Vectors {
  Numbers weight, gradient;
  std::vector<Case> cases;
};

Numbers read_numbers(std::istream &file, size_t count) {
  Numbers result(count);
  for (double &number : result) file >> number;
  return result;
}

/// The vectors of a file as make_vectors.py writes it; none if it is another file.
Vectors read(std::istream &file) {
  size_t count = 0;
  if (!(file >> count)) return {};
  Vectors result{read_numbers(file, count), read_numbers(file, count), {}};
  const Numbers slots[] = {read_numbers(file, count), read_numbers(file, count)};
  int rule = 0, first_slot = 0;
  Case c{};
  while (file >> c.name >> rule >> first_slot >> c.length >> c.step >> c.gradientScale >> c.clears) {
    CTStepSettings &s = c.settings;
    s.rule = static_cast<CTRule>(rule);
    for (double *number :
         {&s.learningRate, &s.decayBefore, &s.decayAfter, &s.decoupledBefore, &s.decoupledAfter,
          &s.gradientStrength, &s.updateStrength, &s.decay1, &s.decay2, &s.epsilon,
          &s.firstGradientWeight, &s.gradientWeight, &s.gradientShare, &s.velocityShare,
          &s.leastDeviation}) {
      file >> *number;
    }
    for (int i = 0; i <= ct_slot_count(s.rule); ++i) {
      c.expected[i] = read_numbers(file, count);
      if (i > 0) c.slots[i - 1] = slots[first_slot + i - 1];
    }
    if (!file || ct_slot_count(s.rule) < 0) return {};
    result.cases.push_back(c);
  }
  return result;
}

struct Float32 {
  static constexpr CTElement element = CT_FLOAT32;
  static constexpr double rounding = 0; // relative, of one rounding
  float bits;
  static Float32 from(double value) { return {static_cast<float>(value)}; }
  double value() const { return bits; }
};
struct BFloat16 {
  static constexpr CTElement element = CT_BFLOAT16;
  static constexpr double rounding = 1.0 / 256;
  uint16_t bits;
  static BFloat16 from(double value) { // exact: the inputs have so few digits
    return {static_cast<uint16_t>(__builtin_bit_cast(uint32_t, static_cast<float>(value)) >> 16)};
  }
  double value() const { return __builtin_bit_cast(float, static_cast<uint32_t>(bits) << 16); }
};
struct Float16 {
  static constexpr CTElement element = CT_FLOAT16;
  static constexpr double rounding = 1.0 / 2048;
  _Float16 bits;
  static Float16 from(double value) { return {static_cast<_Float16>(value)}; }
  double value() const { return static_cast<float>(bits); }
};

/// `copies` times the numbers, one after the other.
template <class E> std::vector<E> memory(const Numbers &numbers, int64_t copies) {
  std::vector<E> result;
  for (int64_t i = 0; i < copies; ++i) {
    for (double number : numbers) result.push_back(E::from(number));
  }
  return result;
}

/// Whether the differences are what arithmetic in float32 and one rounding excuse.
template <class E> bool agree(const std::vector<E> &found, const Numbers &expected) {
  for (size_t i = 0; i < found.size(); ++i) {
    double wanted = expected[i % expected.size()], magnitude = std::abs(wanted);
    double allowed = 5e-7 * std::max(1.0, magnitude) + E::rounding * magnitude;
    if (!(std::abs(found[i].value() - wanted) <= allowed)) return false;
  }
  return true;
}

/// A host's loop: threads in another order, one after the other.
void backwards(int threads, void (*body)(void *data, int thread), void *data) {
  while (threads > 0) body(data, --threads);
}

/// Whether the kernels in use make the step of `copies` copies, which are rows of their own.
template <class E> bool passes(const Vectors &vectors, const Case &c, int64_t copies) {
  auto weight = memory<E>(vectors.weight, copies), gradient = memory<E>(vectors.gradient, copies);
  std::vector<E> slots[] = {memory<E>(c.slots[0], copies), memory<E>(c.slots[1], copies)};
  auto count = static_cast<int64_t>(weight.size());
  CTStepWork work{.weight = weight.data(),
                  .gradient = gradient.data(),
                  .slots = {slots[0].data(), slots[1].data()},
                  .element = E::element,
                  .group = 0,
                  .count = count,
                  .rows = c.length > 0 ? count / c.length : 0,
                  .step = c.step};
  CTStepPlan plan = ct_step_plan_create();
  bool result = plan && ct_step_plan_run(plan, &work, 1, &c.settings, c.gradientScale, c.clears, 3,
                                         backwards);
  ct_step_plan_release(plan);
  result = result && agree(gradient, c.clears ? Numbers{0} : vectors.gradient) &&
           agree(weight, c.expected[0]);
  for (int i = 0; i < ct_slot_count(c.settings.rule); ++i) {
    result = result && agree(slots[i], c.expected[i + 1]);
  }
  return result;
}

/// Whether they make it in every element type, and of so many rows that these are cut into pieces.
bool passes(const Vectors &vectors, const Case &c) {
  return passes<Float32>(vectors, c, 1) && passes<Float32>(vectors, c, 2200) &&
         passes<BFloat16>(vectors, c, 3) && passes<Float16>(vectors, c, 3);
}

} // namespace

int main(int count, char **arguments) {
  std::ifstream file(count == 2 ? arguments[1] : "");
  const Vectors vectors = read(file);
  if (vectors.cases.empty()) {
    std::fputs("kernel-vectors: expected one file of vectors, as make_vectors.py writes it\n", stderr);
    return 1;
  }
  bool is_good = true;
  for (const char *name : {"avx512", "avx2", "neon", "baseline"}) {
    if (!ct_use_instruction_set(name)) continue;
    for (const Case &c : vectors.cases) {
      if (passes(vectors, c)) continue;
      std::printf("%s: not the step of %s\n", name, c.name.c_str());
      is_good = false;
    }
    std::printf("%s: %zu steps\n", name, vectors.cases.size());
  }
  return is_good ? 0 : 1;
}
