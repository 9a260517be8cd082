private enum Ops {
  static let uniform = Operator("aten::uniform_")
  static let normal = Operator("aten::normal_")
  static let bernoulli = Operator("aten::bernoulli_", overload: "float")
  static let randint = Operator("aten::randint", overload: "low_generator")
  static let randperm = Operator("aten::randperm", overload: "generator")
}

private let noLayout: Int? = nil

// Each that has no tensor to follow makes its numbers on the generator's device.
extension Tensor {
  /// Numbers uniform in `[bounds.lowerBound, bounds.upperBound)`.
  public static func uniform(
    _ shape: [Int], in bounds: Range<Double> = 0..<1, dtype: DType = .float32,
    using generator: Generator
  ) -> Tensor {
    let tensor = empty(shape, dtype: dtype, device: generator.device)
    Ops.uniform.mutate(tensor, bounds.lowerBound, bounds.upperBound, generator)
    return tensor
  }

  /// Numbers from the normal distribution.
  public static func normal(
    _ shape: [Int], mean: Double = 0, deviation: Double = 1, dtype: DType = .float32,
    using generator: Generator
  ) -> Tensor {
    let tensor = empty(shape, dtype: dtype, device: generator.device)
    Ops.normal.mutate(tensor, mean, deviation, generator)
    return tensor
  }

  /// Ones with `probability`, else zeros, in this tensor's shape, type, device and memory format.
  public func bernoulliLike(_ probability: Double, using generator: Generator) -> Tensor {
    let tensor = withoutGrad { emptyLike() }
    Ops.bernoulli.mutate(tensor, probability, generator)
    return tensor
  }

  /// Integers uniform in `bounds`, of type int64.
  public static func randomIntegers(
    _ shape: [Int], in bounds: Range<Int>, using generator: Generator
  ) -> Tensor {
    Ops.randint(
      bounds.lowerBound, bounds.upperBound, shape, generator, DType.int64, noLayout,
      generator.device)
  }

  /// `0 … count − 1` in random order, of type int64.
  public static func permutation(_ count: Int, using generator: Generator) -> Tensor {
    generator.device == .meta
      ? .empty([count], dtype: .int64, device: .meta)
      : Ops.randperm(count, generator, DType.int64, noLayout, generator.device)
  }
}
