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

    static let widths = [64, 128, 256, 512, 512]

    /// The layers of each stage, a max-pooling last.
    func stages(
      channels: Int, _ normalization: ActivationNorm?, _ form: WeightForm,
      using generator: Generator
    ) -> [[any Layer]] {
      var width = channels
      return zip(convolutions, Self.widths).map { count, planes in
        var layers: [any Layer] = []
        for _ in 0..<count {
          layers.append(Conv2d(width, planes, kernel: 3, padding: 1, form: form, using: generator))
          if let normalization {
            layers.append(normalization.makeLayer(planes, on: generator.device))
          }
          layers.append(ReLU())
          width = planes
        }
        return layers + [MaxPool2d(2)]
      }
    }
  }

  /// What comes after the convolutions.
  public enum Head: Hashable, Sendable {
    /// The paper's: means over 7×7 windows, then three linear layers, two of 4096 units.
    case imageNet
    /// Means over the whole image, then one linear layer, for images of about 32×32, of which five
    /// poolings leave one pixel.
    ///
    /// The usual form for CIFAR, also that of the gradient centralization paper's released code.
    case cifar

    func makeClassifier(
      _ classes: Int, hidden: Int, dropout: Double, using generator: Generator
    ) -> any Layer {
      guard self == .imageNet else { return Linear(512, classes, using: generator) }
      return Sequential(
        Linear(512 * 7 * 7, hidden, using: generator), ReLU(), Dropout(dropout, using: generator),
        Linear(hidden, hidden, using: generator), ReLU(), Dropout(dropout, using: generator),
        Linear(hidden, classes, using: generator))
    }
  }
}
