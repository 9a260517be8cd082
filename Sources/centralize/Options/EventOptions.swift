import ArgumentParser

/// What a run writes for others to look at.
struct EventOptions: ParsableArguments {
  @Flag(
    help: """
      Also write what TensorBoard shows into the folder of each run, while it goes on; no result \
      depends on it. A run that has such a file goes on with it when it is resumed.
      """)
  var tensorboard = false
}
