extension RunConfiguration {
  /// Checks every range and every combination; nothing outside this value is looked at.
  package func validate() throws(OptionsError) {
    try OptionName.batchSize.check(course.batchSize)
    try OptionName.threads.check(machine.threads)
    try own.check()
    if own.network == nil, own.data == nil { try data.dataset.check(for: network) }
    if own.data == nil { try data.check() }
    if own.network != nil, own.data == nil, data.dataset.findsObjects {
      throw .outOfRange(
        .dataset, expected: "one of images with a class, as the network is a program's own",
        found: data.dataset.rawValue)
    }
    try checkRanges()
    if start.seed > Start.largestSeed {
      throw .outOfRange(
        .seed, expected: "between 0 and \(Start.largestSeed)", found: "\(start.seed)")
    }
    try start.check()
    try machine.check()
    if own.network == nil {
      try network.check()
      try fineTuning.check(network)
      try course.check(network, fineTuning)
    }
    try evaluation.check(self)
    if own.data == nil { try checkData() }
    if own.optimizer == nil { try checkOptimizer() }
  }

  private func checkData() throws(OptionsError) {
    if let samples = images.samples, samples < course.batchSize {
      throw .outOfRange(
        .trainSamples,
        expected: "at least the batch size of \(course.batchSize), as partial batches are dropped",
        found: "\(samples)")
    }
    try data.dataset.findsObjects ? checkDetection() : checkImages()
  }

  private func checkOptimizer() throws(OptionsError) {
    try rules.check(self)
    try checkMomentum()
    try checkMoment()
    try checkDecayOrder()
    if wrapping.lookahead == nil, optimizer.lookahead != nil {
      throw .missing(.lookahead, hint: "the optimizer \(optimizer.name.rawValue) needs it")
    }
  }

  package static let lengthGivenTwice =
    "the length of a run is given by --epochs or --steps, not by both"

  private func checkImages() throws(OptionsError) {
    let dataset = data.dataset
    try dataset.checkOwn(optionMap)
    try reading.check()
    if own.network == nil {
      try network.check(reading, of: dataset, training: images.trainImageSize)
    }
    try checkCrop()
    try images.check(dataset)
  }

  /// Checks that nothing is said that is for images with a class.
  private func checkDetection() throws(OptionsError) {
    try data.dataset.checkOwn(optionMap)
    try reading.check()
    try network.checkDetection(machine.precision) { self[$0] != nil }
    if data.dataset == .syntheticGarments, let side = reading.imageSize, side < 64 {
      throw .outOfRange(
        .imageSize, expected: "at least 64, as garments need room", found: "\(side)")
    }
  }

  private func checkCrop() throws(OptionsError) {
    guard let crop = images.crop else { throw .missing(.crop, hint: "images have a class") }
    let sizes: [OptionName] = [.imageSize, .resize]
    guard crop == .padded else {
      for option in sizes where self[option] == nil {
        throw .missing(option, hint: "--crop \(crop.rawValue) needs it")
      }
      return
    }
    if !data.dataset.hasFixedSize {
      throw .noEffect(
        .crop,
        reason: "the images of \(data.dataset.rawValue) have many sizes, and 'padded' is for one")
    }
    for option in sizes where self[option] != nil {
      throw .noEffect(option, reason: "--crop padded keeps the size of the images")
    }
  }

  private func checkMomentum() throws(OptionsError) {
    let dampening = self[.dampening] ?? 0.0
    if self[.momentumForm] == "average", dampening != 0.0 {
      throw .noEffect(
        .dampening, reason: "--momentum-form average weighs a gradient by 1 less the momentum")
    }
    guard self[.nesterov] == true else { return }
    if self[.momentum] == 0.0 {
      throw .noEffect(.nesterov, reason: "it needs a --momentum greater than 0")
    }
    if dampening != 0.0, case .number(let number) = dampening {
      throw .noEffect(.nesterov, reason: "it needs a --dampening of 0, but that is \(number)")
    }
  }

  private func checkMoment() throws(OptionsError) {
    guard optimizer.centralization?.placement == .moment,
      ![.adam, .adamw].contains(optimizer.name)
    else { return }
    throw .noEffect(
      .placement,
      reason:
        "moment is for adam and adamw, which have a mean of gradients beside that of squares, and "
        + "not for \(optimizer.name.rawValue)")
  }

  private func checkDecayOrder() throws(OptionsError) {
    guard let centralization = optimizer.centralization, centralization.placement != .gradient,
      centralization.decayOrder == .after
    else { return }
    let place: String
    switch optimizer.name.decayForm {
    case .coupled: place = "part of its gradient"
    case .scaled: place = "inside the update that it scales to the length of the weight"
    case .decoupled: return
    }
    throw .noEffect(
      .decayOrder,
      reason: "the weight decay of \(optimizer.name.rawValue) is \(place), so with --placement "
        + "\(centralization.placement.rawValue) it always comes before centralization")
  }
}
