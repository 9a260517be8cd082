import CentralizeOptions
import Testing

struct NameTests {
  @Test func namesOnTheCommandLineStay() {
    #expect(
      ModelName.allCases.map(\.rawValue) == [
        "resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnet18-cifar",
        "resnet34-cifar", "resnet50-cifar", "resnet101-cifar", "resnet152-cifar", "resnet8",
      ])
    #expect(
      DatasetName.allCases.map(\.rawValue) == ["fashion-mnist", "mnist", "cifar10", "cifar100"])
    #expect(
      OptimizerName.allCases.map(\.rawValue) == [
        "sgd", "sgdw", "adam", "adamw", "adagrad", "rmsprop", "adadelta", "nadam", "radam",
        "adabelief", "lion", "lamb", "ranger",
      ])
    #expect(NormalizationName.allCases.map(\.rawValue) == ["batch", "group", "layer"])
    #expect(WeightFormName.allCases.map(\.rawValue) == ["plain", "standardized", "normalized"])
    #expect(CropName.allCases.map(\.rawValue) == ["padded", "random-resized", "center"])
    #expect(AircraftLabels.allCases.map(\.rawValue) == ["variant", "family", "manufacturer"])
    #expect(MomentumForm.allCases.map(\.rawValue) == ["sum", "average"])
    #expect(DecayForm.allCases.map(\.rawValue) == ["coupled", "decoupled", "scaled"])
    #expect(CentralizationScope.allCases.map(\.rawValue) == ["none", "all", "convolutions"])
    #expect(CentralizationPlacement.allCases.map(\.rawValue) == ["gradient", "update"])
    #expect(DecayOrder.allCases.map(\.rawValue) == ["before", "after"])
    #expect(NumberType.allCases.map(\.rawValue) == ["float32", "float64"])
    #expect(DeviceName.allCases.map(\.rawValue) == ["cpu", "cuda"])
    #expect(
      Subcommand.allCases.map(\.rawValue) == [
        "train", "compare", "report", "evaluate", "plan", "init", "predict", "benchmark",
        "models", "datasets", "recipes", "optimizers",
      ])
  }

  @Test func modelsHaveNaturalSizes() {
    #expect(ModelName.resnet152.naturalChannels == 3 && ModelName.resnet152.naturalClasses == 1000)
    #expect(ModelName.resnet18Cifar.naturalClasses == 100)
    #expect(ModelName.resnet8.naturalChannels == 1 && ModelName.resnet8.naturalClasses == 10)
    #expect(ModelName.resnet101Cifar.summary.hasPrefix("ResNet-101,"))
  }

  @Test func summariesAreOneLine() {
    let summaries =
      ModelName.allCases.map(\.summary) + DatasetName.allCases.map(\.summary)
      + OptimizerName.allCases.map(\.summary) + CentralizationScope.allCases.map(\.summary)
      + CentralizationPlacement.allCases.map(\.summary) + DecayOrder.allCases.map(\.summary)
      + MomentumForm.allCases.map(\.summary) + DecayForm.allCases.map(\.summary)
      + NormalizationName.allCases.map(\.summary) + WeightFormName.allCases.map(\.summary)
      + CropName.allCases.map(\.summary) + AircraftLabels.allCases.map(\.summary)
      + NumberType.allCases.map(\.summary) + DeviceName.allCases.map(\.summary)
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
      let defaults: [(OptionName, Double?)] = [
        (.epsilon, name.defaultEpsilon), (.beta1, name.defaultBeta1),
        (.beta2, name.defaultBeta2), (.momentum, name.defaultMomentum),
      ]
      for (option, value) in defaults {
        #expect((value != nil) == name.ownOptions.contains(option), "\(name) \(option)")
      }
      for option in name.ownOptions { #expect(OptimizerName.having(option).contains(name)) }
    }
    #expect(OptimizerName.having(.amsgrad) == [.adam, .adamw])
  }
}
