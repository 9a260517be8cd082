import ArgumentParser
import CentralizeOptions

/// The image channels of a network, where no data set says them.
struct ChannelOptions: ParsableArguments {
  @Option(.channels) var channels: Int?
}
