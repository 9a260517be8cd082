/// The data sets that can be read, by the names they have on the command line.
public enum DatasetName: String, CaseIterable, Codable, Hashable, Sendable {
  /// 28×28 grey images of clothes, 10 classes.
  case fashionMNIST = "fashion-mnist"
  /// 28×28 grey images of handwritten digits, 10 classes.
  case mnist
  /// 32×32 colour images of things and animals, 10 classes.
  case cifar10
  /// 32×32 colour images of things and animals, 100 fine classes.
  case cifar100

  /// Whether all images have one size; else each lies in a file of its own.
  public var hasFixedSize: Bool { true }

  /// The options that only some data sets have, and this one has.
  public var ownOptions: [OptionName] {
    hasFixedSize ? [] : [.exif, .skipCorrupt]
  }

  /// The number of channels of an image.
  public var channels: Int {
    switch self {
    case .fashionMNIST, .mnist: 1
    case .cifar10, .cifar100: 3
    }
  }

  /// The number of classes; labels run from 0 to one less.
  public var classes: Int {
    self == .cifar100 ? 100 : 10
  }

  /// Height and width of an image, in pixels.
  public var imageSize: Int {
    channels == 1 ? 28 : 32
  }

  /// One line for people who choose a data set.
  public var summary: String {
    switch self {
    case .fashionMNIST: "clothes in 10 classes, 60,000 training and 10,000 test images"
    case .mnist: "handwritten digits in 10 classes, 60,000 training and 10,000 test images"
    case .cifar10: "10 classes of things and animals, 50,000 training and 10,000 test images"
    case .cifar100: "100 classes of things and animals, 50,000 training and 10,000 test images"
    }
  }

  /// The files that the folder given by `--data` must hold.
  public var layout: String {
    switch self {
    case .fashionMNIST, .mnist:
      "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and "
        + "t10k-labels-idx1-ubyte, each plain or with .gz"
    case .cifar10:
      "cifar-10-batches-bin/ with data_batch_1.bin to data_batch_5.bin and test_batch.bin"
    case .cifar100:
      "cifar-100-binary/ with train.bin and test.bin"
    }
  }

  /// Where the files come from.
  public var source: String {
    switch self {
    case .fashionMNIST:
      "Debian's package dataset-fashion-mnist, or https://github.com/zalandoresearch/fashion-mnist"
    case .mnist:
      "https://ossci-datasets.s3.amazonaws.com/mnist/"
    case .cifar10, .cifar100:
      "https://www.cs.toronto.edu/~kriz/cifar.html, binary version"
    }
  }
}
