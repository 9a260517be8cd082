import ArgumentParser
import CentralizeOptions

/// What goes around any optimizer.
struct WrapperOptions: ParsableArguments {
  @Option(.lookahead) var lookahead: String?
  @Option(.sam) var sam: Double?

  func apply(to options: inout TrainingOptions) throws(OptionsError) {
    if let lookahead { options.lookahead = try Lookahead(lookahead, of: .lookahead) }
    options.sam = sam
  }
}
