import CTorch

/// Runs `body` with the operators of this thread that gain by it called in a shorter type.
///
/// Convolutions and matrix products on `device` take their arguments in `dtype` and give it; losses and
/// sums over many numbers take float32; the rest takes what it gets. Parameters stay what they are, and so
/// do their gradients. A backward pass belongs after the region, not into it. A parameter is cast once, for
/// as long as the outermost region lasts: do not change it before that ends.
///
///     let loss = autocasting(to: .bfloat16, on: .cpu) { model(images).crossEntropy(labels) }
///     loss.backward()
///
/// - Parameters:
///   - dtype: `bfloat16` or `float16`; `nil` for no casts, inside of another region too.
///   - device: where the operators run that are cast for.
///   - body: the passes; regions in it may cast otherwise.
/// - Returns: what `body` does.
/// - Throws: what `body` does.
@discardableResult
public func autocasting<Result, Failure: Error>(
  to dtype: DType?, on device: Device, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  expect(dtype?.isHalf != false, "autocasting: expected 16 bits, found \(dtype, default: "")")
  var previous = CTAutocast()
  let casting = CTAutocast(enabled: dtype != nil, dtype: (dtype ?? .bfloat16).code)
  require(ct_autocast_begin(device.code, casting, &previous))
  defer { require(ct_autocast_end(device.code, previous)) }
  return try body()
}
