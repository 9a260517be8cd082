import Torch
import TorchNN

extension VGG {
  /// How many convolutions each of the five stages has; between stages, the image is halved.
  public struct Depth: Hashable, Sendable {
    let convolutions: [Int]

    /// 8 convolutions: the paper's column A.
    public static let vgg11 = Depth(convolutions: [1, 1, 2, 2, 2])
    /// 10 convolutions: column B.
    public static let vgg13 = Depth(convolutions: [2, 2, 2, 2, 2])
    /// 13 convolutions: column D.
    public static let vgg16 = Depth(convolutions: [2, 2, 3, 3, 3])
    /// 16 convolutions: column E.
    public static let vgg19 = Depth(convolutions: [2, 2, 4, 4, 4])

    func features(channels: Int, using generator: Generator) -> Sequential {
      var layers: [any Layer] = []
      var width = channels
      for (count, planes) in zip(convolutions, [64, 128, 256, 512, 512]) {
        for _ in 0..<count {
          layers.append(Conv2d(width, planes, kernel: 3, padding: 1, using: generator))
          layers.append(ReLU())
          width = planes
        }
        layers.append(MaxPool2d(2))
      }
      return Sequential(layers)
    }
  }
}
