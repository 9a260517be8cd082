import ArgumentParser
import CentralizeOptions

/// `centralize models`.
struct Models: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the models.",
    discussion: """
      Channels and classes are those without a data set; with one, they come from it.

      Examples:
        centralize models
        centralize plan --model resnet8
      """)

  func run() {
    let rows = ModelName.allCases.map {
      [$0.rawValue, "\($0.naturalChannels)", "\($0.naturalClasses)", $0.summary]
    }
    print(Table(["model", "channels", "classes", "description"], rows))
  }
}
