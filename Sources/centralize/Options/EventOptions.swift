import ArgumentParser
import CentralizeOptions

/// What a run writes for others to look at.
struct EventOptions: ParsableArguments {
  @Flag(.tensorboard) var tensorboard = false
}
