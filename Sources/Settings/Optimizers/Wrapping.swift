/// What goes around any optimizer.
public struct Wrapping: Hashable, Sendable {
  /// The largest global norm of the gradient, above 0, or `nil` for no clipping.
  public var clipNorm: Double?
  /// The slow weights, or `nil` for none.
  public var lookahead: Lookahead?
  /// The radius of sharpness-aware minimization, above 0, or `nil` for ordinary steps.
  public var sam: Double?

  /// The running mean of the weights, or `nil` for none.
  public var average: WeightAverage?

  /// Nothing, or what is said.
  public init(
    clipNorm: Double? = nil, lookahead: Lookahead? = nil, sam: Double? = nil,
    average: WeightAverage? = nil
  ) {
    (self.clipNorm, self.lookahead, self.sam) = (clipNorm, lookahead, sam)
    self.average = average
  }
}

extension Wrapping: Configurable {
  package static let options: [OptionBinding<Self>] = [
    .init(.lookahead, \.lookahead), .init(.sam, \.sam), .init(.clipNorm, \.clipNorm),
    .init(.ema, \.average),
  ]
}

extension OptionName {
  package static let clipNorm = OptionName(
    "clip-norm", .number(.positive), valueName: "x",
    help: "Scale the gradient down to this norm over all parameters. (default: never)")
  package static let lookahead = OptionName(
    "lookahead", .form(Lookahead.self), valueName: "k:alpha",
    help: """
      Lookahead: every K steps go back to slow weights that have moved the share ALPHA of the way; K \
      alone means \(Lookahead.defaultAlpha.inWords). (default: ranger \
      \(Ranger().lookahead), else none)
      """)
  package static let ema = OptionName(
    "ema", .form(WeightAverage.self), valueName: "decay:steps", effect: [.results, .time],
    help: """
      Also keep a running mean of the weights, which is measured beside them and written as \
      weights-ema.safetensors: DECAY, such as 0.999, or DECAY:STEPS to take them in every so many steps. \
      (default: none)
      """)
  package static let sam = OptionName(
    "sam", .number(.positive), valueName: "rho", effect: [.results, .time],
    help: """
      Sharpness-aware minimization: take the gradient where, within this radius, the loss is \
      highest. Each step then costs two passes over its batches. (default: none)
      """)
}
