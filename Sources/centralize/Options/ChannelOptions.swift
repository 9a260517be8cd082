import ArgumentParser

/// The image channels of a network, where no data set says them.
struct ChannelOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of image channels. (default: the data set's, or the model's natural one)",
      valueName: "n"))
  var channels: Int?
}
