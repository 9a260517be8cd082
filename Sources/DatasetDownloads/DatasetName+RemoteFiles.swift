package import CentralizeOptions

extension DatasetName {
  /// The files that anyone may fetch; none for a data set that wants an account or has no home.
  ///
  /// The checksums of MNIST, Fashion-MNIST, CIFAR and FGVC Aircraft are those of torchvision's loaders
  /// and of the data sets' pages; those of CUB-200-2011 and Stanford Dogs are the ones that their users
  /// agree on.
  package var remoteFiles: [RemoteFile] {
    switch self {
    case .mnist:
      Self.idx(
        at: "https://ossci-datasets.s3.amazonaws.com/mnist",
        [
          ("f68b3c2dcbeaaa9fbdd348bbdeb94873", 9_912_422),
          ("d53e105ee54ea40749a09fcbcd1e9432", 28_881),
          ("9fb629c4189551a2d022fa330f9573f3", 1_648_877),
          ("ec29112dd5afa0611ce80d1b7f02629c", 4_542),
        ])
    case .fashionMNIST:
      Self.idx(
        at: "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com",
        [
          ("8d4fb7e6c68d591d4c3dfef9ec88bf0d", 26_421_880),
          ("25c81989df183df01b3e8a0aad5dffbe", 29_515),
          ("bef4ecab320f06d8554ea6380940ec79", 4_422_102),
          ("bb300cfdad3c16e7a12a480ee83cd310", 5_148),
        ])
    case .cifar10:
      [
        RemoteFile(
          url: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
          md5: "c32a1d4ab5d03f1284b67883e8d87530", byteCount: 170_052_171,
          contents: ["cifar-10-batches-bin"])
      ]
    case .cifar100:
      [
        RemoteFile(
          url: "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz",
          md5: "03b5dce01913d631647c71ecec9e9cb8", byteCount: 168_513_733,
          contents: ["cifar-100-binary"])
      ]
    case .aircraft:
      [
        RemoteFile(
          url: "https://www.robots.ox.ac.uk/~vgg/data/fgvc-aircraft/archives/"
            + "fgvc-aircraft-2013b.tar.gz",
          md5: "d4acdd33327262359767eeaa97a4f732", byteCount: 2_753_340_328,
          contents: ["fgvc-aircraft-2013b"])
      ]
    case .birds:
      [
        RemoteFile(
          url: "https://data.caltech.edu/records/65de6-vp158/files/CUB_200_2011.tgz",
          md5: "97eceeb196236b17998738112f37df78", byteCount: 1_150_585_339,
          contents: ["CUB_200_2011"])
      ]
    case .stanfordDogs:
      [
        RemoteFile(
          url: "http://vision.stanford.edu/aditya86/ImageNetDogs/images.tar",
          md5: "1bb1f2a596ae7057f99d7d75860002ef", byteCount: 793_579_520, contents: ["Images"]),
        RemoteFile(
          url: "http://vision.stanford.edu/aditya86/ImageNetDogs/lists.tar",
          md5: "edbb9f16854ec66506b5f09b583e0656", byteCount: 481_280,
          contents: ["train_list.mat", "test_list.mat"]),
      ]
    case .imageNet, .miniImageNet, .stanfordCars, .folder, .coco, .syntheticGarments: []
    }
  }

  private static func idx(at base: String, _ known: [(md5: String, size: Int)]) -> [RemoteFile] {
    let names = [
      "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
      "t10k-labels-idx1-ubyte.gz",
    ]
    return zip(names, known).map {
      RemoteFile(url: "\(base)/\($0)", md5: $1.md5, byteCount: $1.size)
    }
  }
}
