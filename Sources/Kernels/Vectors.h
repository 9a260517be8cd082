// Vectors of 16 floats, and how 16 elements of each type become one and back. No include guard: each
// instruction set includes this in a namespace of its own.

// 16 lanes on every machine: narrower registers are used two or four at a time, and sums are taken in
// the same order everywhere.
constexpr int64_t lanes = 16;
typedef float Floats __attribute__((ext_vector_type(16)));
typedef int Ints __attribute__((ext_vector_type(16)));
typedef unsigned Bits __attribute__((ext_vector_type(16)));
typedef unsigned short HalfBits __attribute__((ext_vector_type(16)));
typedef _Float16 Halves __attribute__((ext_vector_type(16)));

// Every function that takes or returns a vector is inlined: there is no calling convention to change.
#pragma clang diagnostic ignored "-Wpsabi"
#define CT_INLINE static inline __attribute__((always_inline))
#define CT_MEMBER inline __attribute__((always_inline))

struct Float32 {
  using Storage = float;
  using Vector = Floats;
  CT_INLINE void widen(const Floats &from, Floats &to) { to = from; }
  CT_INLINE void narrow(const Floats &from, Floats &to) { to = from; }
};

struct BFloat16 {
  using Storage = unsigned short;
  using Vector = HalfBits;
  CT_INLINE void widen(const HalfBits &from, Floats &to) {
    to = __builtin_bit_cast(Floats, __builtin_convertvector(from, Bits) << 16);
  }
  CT_INLINE void narrow(const Floats &from, HalfBits &to) {
    // To the nearest, ties to even; a NaN could round to infinity, so it is replaced.
    Bits bits = __builtin_bit_cast(Bits, from);
    Bits rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
    Bits quiet = 0x7fc0u;
    to = __builtin_convertvector(from == from ? rounded : quiet, HalfBits);
  }
};

struct Float16 {
  using Storage = _Float16;
  using Vector = Halves;
  CT_INLINE void widen(const Halves &from, Floats &to) {
    to = __builtin_convertvector(from, Floats);
  }
  CT_INLINE void narrow(const Floats &from, Halves &to) {
    to = __builtin_convertvector(from, Halves);
  }
};

/// How many lanes of a vector are in memory: all, or the first few.
struct Whole {};
struct Part {
  int64_t count;
};

template <class T> CT_INLINE void copy_few(const T *from, int64_t count, T *to) {
#pragma clang loop vectorize(disable) unroll(disable)
  for (int64_t i = 0; i < count; ++i) to[i] = from[i];
}

template <class E> CT_INLINE Floats load(const typename E::Storage *from, Whole) {
  typename E::Vector raw;
  Floats result;
  __builtin_memcpy(&raw, from, sizeof raw);
  E::widen(raw, result);
  return result;
}

template <class E> CT_INLINE Floats load(const typename E::Storage *from, Part part) {
  typename E::Storage lane[lanes] = {}; // beyond the part: zero
  copy_few(from, part.count, lane);
  typename E::Vector raw;
  Floats result;
  __builtin_memcpy(&raw, lane, sizeof raw);
  E::widen(raw, result);
  return result;
}

template <class E> CT_INLINE void store(typename E::Storage *to, const Floats &value, Whole) {
  typename E::Vector raw;
  E::narrow(value, raw);
  __builtin_memcpy(to, &raw, sizeof raw);
}

template <class E> CT_INLINE void store(typename E::Storage *to, const Floats &value, Part part) {
  typename E::Vector raw;
  typename E::Storage lane[lanes];
  E::narrow(value, raw);
  __builtin_memcpy(lane, &raw, sizeof raw);
  copy_few(lane, part.count, to);
}

/// The lanes of the part; the others become zero.
CT_INLINE Floats only(const Floats &value, Whole) { return value; }
CT_INLINE Floats only(const Floats &value, Part part) {
  const Ints lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  return lane < static_cast<int>(part.count) ? value : Floats(0.0f);
}

CT_INLINE float sum(const Floats &value) {
  auto eight = value.lo + value.hi;
  auto four = eight.lo + eight.hi;
  auto two = four.lo + four.hi;
  return two.x + two.y;
}
