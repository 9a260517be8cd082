import ArgumentParser
import CentralizeOptions

/// What goes around any optimizer.
struct WrapperOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Lookahead: every K steps go back to slow weights that have moved the share ALPHA of the way; "
        + "K alone means \(Lookahead.defaultAlpha.inWords). (default: "
        + Self.defaultLookahead + "else none)", valueName: "k:alpha"))
  var lookahead: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Sharpness-aware minimization: take the gradient where, within this radius, the loss is "
        + "highest. Each step then costs two passes over its batches. (default: none)",
      valueName: "rho"))
  var sam: Double?

  private static var defaultLookahead: String {
    OptimizerName.allCases.compactMap { name in
      name.defaultLookahead.map { "\(name.rawValue) \($0), " }
    }.joined()
  }

  func apply(to options: inout TrainingOptions) throws(OptionsError) {
    if let lookahead { options.lookahead = try Lookahead(lookahead, of: .lookahead) }
    options.sam = sam
  }
}
