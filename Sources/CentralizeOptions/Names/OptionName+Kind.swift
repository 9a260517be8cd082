extension OptionName {
  /// What a value of this option looks like.
  public var kind: OptionKind {
    switch self {
    case .classes, .trainSamples, .validation, .epochs, .steps, .batchSize, .accumulate, .seed,
      .threads, .workers, .checkpointEvery, .monitorEvery, .logEvery, .seeds, .channels,
      .minimumFanIn, .rounds, .imageSize, .resize, .jobs, .port, .every:
      .wholeNumber
    case .learningRate, .momentum, .dampening, .beta1, .beta2, .epsilon, .alpha, .rho,
      .momentumDecay, .weightDecay, .clipNorm, .sam, .centralizationStrength,
      .classifierLearningRate, .randomErasing, .mixup, .cutmix, .lossLevel, .accuracyLevel:
      .number
    case .data, .weights, .output, .input, .schedule, .centralizationSchedule, .lookahead, .network,
      .config, .recipe, .images, .freezeUpTo, .grid, .axis:
      .text
    case .classSubset, .colorJitter: .list
    case .nesterov, .amsgrad, .centered, .augment, .shuffle, .freezeBatchNorm, .exif,
      .skipCorrupt:
      .invertibleFlag
    case .monitor, .resume, .json, .dryRun, .retryFailed, .tensorboard: .flag
    case .model: .choice(ModelName.allCases.map(\.rawValue))
    case .normalization: .choice(ActivationNorm.allCases.map(\.rawValue))
    case .weightForm: .choice(WeightForm.allCases.map(\.rawValue))
    case .labels: .choice(AircraftLabels.allCases.map(\.rawValue))
    case .crop: .choice(Crop.Kind.allCases.map(\.rawValue))
    case .dataset: .choice(DatasetName.allCases.map(\.rawValue))
    case .optimizer: .choice(OptimizerName.allCases.map(\.rawValue))
    case .momentumForm: .choice(Momentum.Form.allCases.map(\.rawValue))
    case .decayOrder: .choice(Centralization.DecayOrder.allCases.map(\.rawValue))
    case .centralization: .choice(Centralization.Scope.allCases.map(\.rawValue))
    case .placement: .choice(Centralization.Placement.allCases.map(\.rawValue))
    case .dtype: .choice(NumberType.allCases.map(\.rawValue))
    case .device: .choice(DeviceName.allCases.map(\.rawValue))
    }
  }
}
