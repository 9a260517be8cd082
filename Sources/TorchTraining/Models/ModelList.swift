package import CentralizeOptions
import Torch
import TorchNN

/// The networks that can be trained, with their sizes.
package struct ModelList: Encodable, Hashable, Sendable {
  /// One network, for the images that it is made for.
  package struct Row: Encodable, Hashable, Sendable {
    package var model: ModelName
    package var channels: Int
    /// Height and width of an image, in pixels.
    package var imageSize: Int
    /// The number of logits.
    package var classes: Int
    package var parameters: Int
    /// Multiplications with a weight for one image; see `Layer.multiplyAdds(for:)`.
    ///
    /// `nil` for a detector, where they depend on what is in the image.
    package var multiplyAdds: Int?
    package var hasNormalization: Bool
    /// The parts up to which the network can be frozen.
    package var stages: [String]
    /// One line in words.
    package var summary: String

    /// The network `model`, made without weights and counted.
    package init(_ model: ModelName) {
      self.model = model
      (channels, classes) = (model.naturalChannels, model.naturalClasses)
      (imageSize, hasNormalization) = (model.naturalImageSize, model.hasNormalization)
      (stages, summary) = (model.stages, model.summary)
      let network = NetworkChoice(model).makeAnyNetwork(
        channels: channels, classes: classes, using: .shapesOnly)
      network.setTraining(false)
      parameters = network.parameters.map(\.count).reduce(0, +)
      let image = [1, channels, imageSize, imageSize]
      multiplyAdds = (network as? any Layer)?.multiplyAdds(for: image)
    }
  }

  /// The rows, a family after the other.
  package let rows: [Row]

  package init() { rows = ModelName.allCases.map { Row($0) } }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rows)
  }
}
