import CentralizeOptions
import EngineProtocol
import ArgumentParser

/// `centralize models`.
struct Models: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the models, with their sizes.",
    discussion: """
      Sizes are for the images and classes that are listed, and for batch norm where there is a \
      normalization; channels and classes come from the data set when there is one. A multiply-add \
      is one multiplication of an input with a weight, in convolutions and linear layers.

      Examples:
        centralize models
        centralize models --json
        centralize plan --model resnet8
      """)

  @Flag(.json, help: "Print the list as JSON.") var json = false

  func run() throws { try EngineLauncher.run(.models(ModelsRequest(json: json))) }
}
