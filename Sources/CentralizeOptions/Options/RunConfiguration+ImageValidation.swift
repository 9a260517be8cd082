extension RunConfiguration {
  /// Checks what happens to images on their way into a batch.
  package func checkImages() throws(OptionsError) {
    try checkSettings(of: dataset)
    try Self.checkCenterCrop(imageSize: imageSize, resize: resize)
    try OptionName.randomErasing.check(randomErasing)
    try OptionName.mixup.check(mixup)
    try OptionName.cutmix.check(cutmix)
    if let colorJitter { _ = try ColorJitter(colorJitter.description, of: .colorJitter) }
    try checkCrop()
    try checkAugmentation()
  }

  /// Checks the sizes of an image before and after its center is cut out.
  package static func checkCenterCrop(imageSize: Int?, resize: Int?) throws(OptionsError) {
    try OptionName.imageSize.check(imageSize)
    try OptionName.resize.check(resize)
    guard let resize else { return }
    guard let imageSize else {
      throw .noEffect(.resize, reason: "without --image-size, images stay as they are")
    }
    if resize < imageSize {
      throw .outOfRange(
        .resize, expected: "at least the --image-size of \(imageSize)", found: "\(resize)")
    }
  }

  private func checkCrop() throws(OptionsError) {
    guard crop == .padded else {
      if imageSize == nil { throw .missing(.imageSize, hint: "--crop \(crop.rawValue) needs it") }
      if resize == nil { throw .missing(.resize, hint: "--crop \(crop.rawValue) needs it") }
      return
    }
    if !dataset.hasFixedSize {
      throw .noEffect(
        .crop, reason: "the images of \(dataset.rawValue) have many sizes, and 'padded' is for one")
    }
    for (option, value) in [(OptionName.imageSize, imageSize), (.resize, resize)]
    where value != nil {
      throw .noEffect(option, reason: "--crop padded keeps the size of the images")
    }
  }

  private func checkAugmentation() throws(OptionsError) {
    if colorJitter != nil, dataset.channels == 1 {
      throw .noEffect(.colorJitter, reason: "the images of \(dataset.rawValue) are gray")
    }
    guard !augment else { return }
    let idle: [(OptionName, Bool)] = [
      (.colorJitter, colorJitter != nil), (.randomErasing, randomErasing != nil),
      (.mixup, mixup != nil), (.cutmix, cutmix != nil),
    ]
    if let given = idle.first(where: \.1) {
      throw .noEffect(given.0, reason: "--no-augment leaves training images as they are")
    }
  }
}
