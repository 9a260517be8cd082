extension DatasetName {
  /// One line for people who choose a data set.
  public var summary: String {
    switch self {
    case .fashionMNIST: "clothes in 10 classes, 60,000 training and 10,000 test images"
    case .mnist: "handwritten digits in 10 classes, 60,000 training and 10,000 test images"
    case .cifar10: "10 classes of things and animals, 50,000 training and 10,000 test images"
    case .cifar100: "100 classes of things and animals, 50,000 training and 10,000 test images"
    case .imageNet: "1000 kinds of things, 1,281,167 training and 50,000 validation photographs"
    case .miniImageNet: "100 classes of ImageNet, 50,000 training and 10,000 test photographs"
    case .aircraft: "aircraft in 100, 70 or 30 classes, 6,667 training and 3,333 test photographs"
    case .stanfordCars: "196 models of cars, 8,144 training and 8,041 test photographs"
    case .stanfordDogs: "120 breeds of dogs, 12,000 training and 8,580 test photographs"
    case .birds: "200 species of birds, 5,994 training and 5,794 test photographs"
    case .folder: "photographs of your own, a folder for each class"
    case .coco: "objects of 80 kinds in 118,287 training and 5,000 test photographs, or your own"
    case .syntheticGarments: "scenes of garments of 10 kinds, made from Fashion-MNIST"
    }
  }

  /// What the folder given by `--data` must hold.
  public var layout: String {
    switch self {
    case .fashionMNIST, .mnist:
      "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and "
        + "t10k-labels-idx1-ubyte, each plain or with .gz"
    case .cifar10:
      "cifar-10-batches-bin/ with data_batch_1.bin to data_batch_5.bin and test_batch.bin"
    case .cifar100: "cifar-100-binary/ with train.bin and test.bin"
    case .imageNet:
      "train/ with a folder per class (n01440764), and val/ with such folders or, as published, "
        + "ILSVRC2012_val_00000001.JPEG and so on beside ILSVRC2012_devkit_t12/data/ with meta.mat "
        + "and ILSVRC2012_validation_ground_truth.txt; train/ and val/ may lie in "
        + "ILSVRC/Data/CLS-LOC/"
    case .miniImageNet:
      "train.csv, val.csv, test.csv and images/, or train/, val/ and test/ with a folder per class; "
        + "the classes are pooled, and of each the first 500 of 600 images are for training"
    case .aircraft:
      "fgvc-aircraft-2013b/data/ with images/, variants.txt, images_variant_trainval.txt, "
        + "images_variant_test.txt, and the same for families and manufacturers"
    case .stanfordCars:
      "cars_train/, cars_test/ and devkit/ with cars_train_annos.mat, cars_meta.mat and "
        + "cars_test_annos_withlabels.mat (also beside devkit/), all of it also in stanford_cars/"
    case .stanfordDogs:
      "Images/, train_list.mat and test_list.mat (also in lists/), or train/ and test/ with a folder "
        + "per class"
    case .birds:
      "CUB_200_2011/ with images/, images.txt, image_class_labels.txt, train_test_split.txt and "
        + "classes.txt"
    case .folder: "train/ and val/ (or test/), each with a folder of JPEG or PNG files per class"
    case .coco:
      "annotations/ with instances_train2017.json and instances_val2017.json, train2017/ and "
        + "val2017/; or the same without the year"
    case .syntheticGarments: Self.fashionMNIST.layout
    }
  }

  /// Where the files come from.
  public var source: String {
    switch self {
    case .fashionMNIST:
      "Debian's package dataset-fashion-mnist, or https://github.com/zalandoresearch/fashion-mnist "
        + "(31 MB, MIT licence)"
    case .mnist:
      "https://ossci-datasets.s3.amazonaws.com/mnist/ (12 MB)"
    case .cifar10, .cifar100:
      "https://www.cs.toronto.edu/~kriz/cifar.html, binary version (170 MB)"
    case .imageNet:
      "https://image-net.org/download.php (145 GB; needs an account, for research without profit)"
    case .miniImageNet:
      "cut from ImageNet after the lists of https://github.com/twitter-research/meta-learning-lstm "
        + "(3 GB; under ImageNet's terms)"
    case .aircraft:
      "https://www.robots.ox.ac.uk/~vgg/data/fgvc-aircraft/ (2.8 GB, for research without profit)"
    case .stanfordCars:
      "its page at Stanford is gone; copies are passed on by others, as on Kaggle (2 GB, for "
        + "research without profit)"
    case .stanfordDogs:
      "http://vision.stanford.edu/aditya86/ImageNetDogs/ (794 MB; under ImageNet's terms)"
    case .birds:
      "https://data.caltech.edu/records/65de6-vp158 (1.2 GB, for research without profit)"
    case .folder: "you"
    case .coco: "https://cocodataset.org/#download (20 GB), or you"
    case .syntheticGarments: Self.fashionMNIST.source
    }
  }

  /// Whether `centralize datasets download` can fetch it: it is there for anyone, without an account.
  public var canBeDownloaded: Bool {
    switch self {
    case .imageNet, .miniImageNet, .stanfordCars, .folder, .coco, .syntheticGarments: false
    default: true
    }
  }
}
