import CentralizeOptions
import Testing

struct NameTests {
  @Test func namesOnTheCommandLineStay() {
    #expect(
      ModelName.allCases.map(\.rawValue) == [
        "resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnet18-cifar",
        "resnet34-cifar", "resnet50-cifar", "resnet101-cifar", "resnet152-cifar", "resnet8",
        "resnext50-32x4d", "resnext101-32x4d", "resnext101-64x4d", "resnext29-4x64d-cifar",
        "wide-resnet50-2", "mobilenet-v2", "vgg11", "vgg13", "vgg16", "vgg19", "vgg11-bn",
        "vgg13-bn", "vgg16-bn", "vgg19-bn", "vgg11-cifar", "densenet121", "densenet161",
        "densenet169", "densenet201", "densenet121-cifar", "faster-rcnn", "mask-rcnn",
      ])
    #expect(
      DatasetName.allCases.map(\.rawValue) == [
        "fashion-mnist", "mnist", "cifar10", "cifar100", "imagenet", "mini-imagenet",
        "fgvc-aircraft", "stanford-cars", "stanford-dogs", "cub-200-2011", "folder", "coco",
        "synthetic-garments",
      ])
    #expect(
      OptimizerName.allCases.map(\.rawValue) == [
        "sgd", "sgdw", "adam", "adamw", "adagrad", "rmsprop", "adadelta", "nadam", "radam",
        "adabelief", "lion", "lamb", "ranger", "muon",
      ])
    #expect(
      BackboneName.allCases.map(\.rawValue) == [
        "resnet50", "resnet101", "resnext101-32x4d", "resnext101-64x4d", "mobilenet-v2",
      ])
    #expect(BackboneName.allCases.allSatisfy { $0.model.rawValue == $0.rawValue })
    #expect(DetectionConvention.allCases.map(\.rawValue) == ["torchvision", "paper"])
    #expect(ActivationNorm.allCases.map(\.rawValue) == ["batch", "group", "layer"])
    #expect(WeightForm.allCases.map(\.rawValue) == ["plain", "standardized", "normalized"])
    #expect(Crop.Kind.allCases.map(\.rawValue) == ["padded", "random-resized", "center"])
    #expect(AircraftLabels.allCases.map(\.rawValue) == ["variant", "family", "manufacturer"])
    #expect(Momentum.Form.allCases.map(\.rawValue) == ["sum", "average"])
    #expect(DecayForm.allCases.map(\.rawValue) == ["coupled", "decoupled", "scaled"])
    #expect(Centralization.Scope.allCases.map(\.rawValue) == ["none", "all", "convolutions"])
    #expect(Centralization.Placement.allCases.map(\.rawValue) == ["gradient", "update", "moment"])
    #expect(Centralization.Axis.allCases.map(\.rawValue) == ["input", "output", "tensor"])
    #expect(Centralization.DecayOrder.allCases.map(\.rawValue) == ["before", "after"])
    #expect(NumberType.allCases.map(\.rawValue) == ["float32", "float64"])
    #expect(Precision.allCases.map(\.rawValue) == ["float32", "bf16", "fp16"])
    #expect(DeviceName.summaries.map(\.0) == ["cpu", "cuda", "cuda:N", "auto"])
    #expect(
      Subcommand.allCases.map(\.rawValue) == [
        "train", "compare", "landscape", "report", "watch", "evaluate", "coco-eval", "import",
        "plan", "schedule",
        "init", "predict", "export", "benchmark", "models", "datasets", "recipes", "optimizers",
      ])
  }

  @Test func modelsHaveNaturalSizes() {
    #expect(ModelName.resnet152.naturalChannels == 3 && ModelName.resnet152.naturalClasses == 1000)
    #expect(ModelName.resnet18Cifar.naturalClasses == 100)
    #expect(ModelName.resnet8.naturalChannels == 1 && ModelName.resnet8.naturalClasses == 10)
    #expect(ModelName.allCases.filter { $0.images == .small } == [.resnet8])
    #expect(
      ModelName.allCases.filter { $0.images == .cifar } == [
        .resnet18Cifar, .resnet34Cifar, .resnet50Cifar, .resnet101Cifar, .resnet152Cifar,
        .resnext29x4x64dCifar, .vgg11Cifar, .densenet121Cifar,
      ])
    #expect(ModelName.vgg16.naturalImageSize == 224 && ModelName.vgg16.naturalClasses == 1000)
    #expect(ModelName.vgg11Cifar.naturalImageSize == 32)
    #expect(ModelName.resnet8.naturalImageSize == 28)
  }

  @Test func onlyPlainVGGHasNoNormalization() {
    #expect(
      ModelName.allCases.filter { !$0.hasNormalization } == [.vgg11, .vgg13, .vgg16, .vgg19])
  }

  @Test func summariesNameTheNetworkAndItsImages() {
    let summaries: [(ModelName, String)] = [
      (
        .resnet101Cifar,
        "ResNet-101, 3×3 stride-1 stem without pooling, for images of 32×32"
      ),
      (
        .resnext50x32x4d,
        "ResNeXt-50 32×4d, 7×7 stride-2 stem and max-pooling, for images of about 224×224"
      ),
      (
        .wideResnet50x2,
        "Wide ResNet-50-2, 7×7 stride-2 stem and max-pooling, for images of about 224×224"
      ),
      (.mobilenetV2, "MobileNetV2, inverted residuals, for images of about 224×224"),
      (.vgg13, "VGG-13, without normalization, three linear layers, for images of about 224×224"),
      (.vgg11Cifar, "VGG-11, with normalization, one linear layer, for images of 32×32"),
    ]
    for (name, summary) in summaries { #expect(name.summary == summary) }
    #expect(ModelName.resnext29x4x64dCifar.summary.hasPrefix("ResNeXt-29 4×64d, "))
    #expect(ModelName.densenet161.summary.hasPrefix("DenseNet-161, 7×7"))
    #expect(Set(ModelName.allCases.map(\.summary)).count == ModelName.allCases.count)
  }

  @Test func dataSetsHaveTheirClassesAndSizes() {
    #expect(
      DatasetName.allCases.map { $0.classes() } == [
        10, 10, 10, 100, 1000, 100, 100, 196, 120, 200, nil, nil, nil,
      ])
    #expect(AircraftLabels.allCases.map { DatasetName.aircraft.classes(by: $0) } == [100, 70, 30])
    #expect(
      DatasetName.allCases.filter(\.hasFixedSize) == [.fashionMNIST, .mnist, .cifar10, .cifar100])
    #expect(DatasetName.allCases.map(\.channels) == [1, 1] + [Int](repeating: 3, count: 11))
    #expect(DatasetName.aircraft.ownOptions == [.labels, .exif, .skipCorrupt])
    #expect(DatasetName.birds.ownOptions == [.exif, .skipCorrupt])
    #expect(DatasetName.cifar10.ownOptions.isEmpty)
    #expect(DatasetName.coco.ownOptions == [.skipCorrupt])
    #expect(DetectionConvention.allCases.map { DatasetName.coco.outputs(by: $0) } == [91, 81])
    #expect(ModelName.allCases.filter(\.findsObjects) == [.fasterRCNN, .maskRCNN])
    #expect(
      DatasetName.allCases.filter { !$0.canBeDownloaded } == [
        .imageNet, .miniImageNet, .stanfordCars, .folder, .coco, .syntheticGarments,
      ])
  }

  @Test func summariesAreOneLine() {
    let summaries =
      ModelName.allCases.map(\.summary) + DatasetName.allCases.map(\.summary)
      + OptimizerName.allCases.map(\.summary) + Centralization.Scope.allCases.map(\.summary)
      + Centralization.Placement.allCases.map(\.summary)
      + Centralization.Axis.allCases.map(\.summary)
      + Centralization.DecayOrder.allCases.map(\.summary)
      + Momentum.Form.allCases.map(\.summary) + DecayForm.allCases.map(\.summary)
      + ActivationNorm.allCases.map(\.summary) + WeightForm.allCases.map(\.summary)
      + Crop.Kind.allCases.map(\.summary) + AircraftLabels.allCases.map(\.summary)
      + NumberType.allCases.map(\.summary) + DeviceName.summaries.map(\.1)
    for summary in summaries { #expect(!summary.isEmpty && !summary.contains("\n")) }
  }

  @Test func anOptionHasTwoSpellingsIfItCanBeTurnedOff() {
    #expect(OptionName(spelling: "no-augment") == .augment)
    #expect(OptionName(spelling: "augment") == .augment)
    #expect(OptionName(spelling: "no-resume") == nil)
    #expect(OptionName(spelling: "no-seed") == nil)
  }

  @Test func onlyOwnOptionsOfOptimizersHaveDefaults() {
    for name in OptimizerName.allCases {
      for option in [OptionName.epsilon, .beta1, .beta2, .momentum] {
        let value = name.usual.value.optionMap[option]
        #expect((value != nil) == name.ownOptions.contains(option), "\(name) \(option)")
      }
      for option in name.ownOptions { #expect(OptimizerName.having(option).contains(name)) }
    }
    #expect(OptimizerName.having(.amsgrad) == [.adam, .adamw])
  }
}
