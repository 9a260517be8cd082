import CentralizeOptions
import TestSupport
import Testing

/// The options of what happens to images on their way into a batch.
struct ImageOptionTests {
  @Test func imagesAreLargeEnoughForTheNetwork() throws {
    let small = "--dataset must be one of images with sides of at least"
    expectError("\(small) 32 for the model vgg11, but is fashion-mnist, whose have 28") {
      _ = try run { $0[.model] = "vgg11" }
    }
    expectError("\(small) 29 for the model densenet121") {
      _ = try run { $0[.model] = "densenet121" }
    }
    #expect(try run { $0[.model] = "densenet121-cifar" }.network.model == .densenet121Cifar)
    expectError("--image-size must be at least 32 for the model vgg16-bn, but is 31") {
      _ = try run {
        ($0[.model], $0[.dataset], $0[.data], $0[.imageSize]) = ("vgg16-bn", "imagenet", "/d", 31)
      }
    }
  }

  @Test func imagesOfOneSizeStayAsTheyAre() throws {
    let run = try run()
    #expect(run[.crop] == "padded" && run[.imageSize] == nil && run[.resize] == nil)
    #expect(run[.exif] == nil && run[.skipCorrupt] == nil && run[.labels] == nil)
    #expect(run[.colorJitter] == nil && run[.randomErasing] == nil)
    #expect(run[.mixup] == nil && run[.cutmix] == nil)
  }

  @Test func aCropThatResizesHasItsSizes() throws {
    let usual = try run { $0[.crop] = "random-resized" }
    #expect(usual[.imageSize] == 224 && usual[.resize] == 256)
    let large = try run {
      $0[.crop] = "center"
      $0[.imageSize] = 448
    }
    #expect(large[.resize] == 512)
    let given = try run {
      $0[.crop] = "center"
      $0[.imageSize] = 64
      $0[.resize] = 64
    }
    #expect(given[.resize] == 64)
    expectError("--resize", "at least the --image-size of 224", "200") {
      _ = try run {
        $0[.crop] = "center"
        $0[.resize] = 200
      }
    }
    expectError("--image-size", "between 1 and") {
      _ = try run {
        $0[.crop] = "center"
        $0[.imageSize] = 0
      }
    }
  }

  @Test func aPaddedCropHasNoSizes() {
    expectError("--image-size cannot be given here", "padded") {
      _ = try run { $0[.imageSize] = 32 }
    }
    expectError("--resize cannot be given here") { _ = try run { $0[.resize] = 32 } }
  }

  @Test func optionsOfImageFilesAreNotForOthers() {
    expectError("--exif is not an option of the data set fashion-mnist") {
      _ = try run { $0[.exif] = true }
    }
    expectError("--skip-corrupt is not an option of the data set fashion-mnist") {
      _ = try run { $0[.skipCorrupt] = false }
    }
    expectError("--labels is not an option of the data set fashion-mnist") {
      _ = try run { $0[.labels] = "family" }
    }
  }

  typealias Change = @Sendable (inout OptionMap) -> Void
  static let augmentations: [(OptionName, Change)] = [
    (.colorJitter, { $0[.colorJitter] = "0.1,0,0" }),
    (.randomErasing, { $0[.randomErasing] = 0.5 }), (.mixup, { $0[.mixup] = 0.2 }),
    (.cutmix, { $0[.cutmix] = 1 }),
  ]

  @Test(arguments: augmentations)
  func withoutAugmentationNothingIsChanged(_ option: OptionName, _ change: Change) {
    expectError("\(option.flag) cannot be given here", "--no-augment") {
      _ = try run {
        $0[.dataset] = "cifar10"
        $0[.augment] = false
        change(&$0)
      }
    }
  }

  @Test func theColorsOfGrayImagesStay() {
    expectError("--color-jitter cannot be given here", "gray") {
      _ = try run { $0[.colorJitter] = "0.1,0,0" }
    }
  }

  @Test func rangesAreChecked() {
    expectError("--random-erasing", "at most 1") { _ = try run { $0[.randomErasing] = 1.5 } }
    expectError("--random-erasing", "at most 1") { _ = try run { $0[.randomErasing] = 0 } }
    expectError("--mixup", "greater than 0") { _ = try run { $0[.mixup] = 0 } }
    expectError("--cutmix", "greater than 0") { _ = try run { $0[.cutmix] = -1 } }
  }

  @Test func aColorJitterIsReadAndWritten() throws {
    let one = try #require(ColorJitter("0.4"))
    #expect(one == .init(brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0))
    let two = try #require(ColorJitter("0.4,0.2"))
    #expect(two == .init(brightness: 0.4, contrast: 0.2, saturation: 0, hue: 0))
    let all = try #require(ColorJitter("0.1,0.2,0.3,0.5"))
    #expect(all == .init(brightness: 0.1, contrast: 0.2, saturation: 0.3, hue: 0.5))
    #expect(ColorJitter(all.description) == all)
    for text in ["", "a", "0.1,", "-0.1", "0,0", "0.1,0.1,0.1,0.6", "1,1,1,0,1", "inf"] {
      expectError("--color-jitter must be", "'\(text)'") {
        _ = try run {
          $0[.dataset] = "cifar10"
          $0[.colorJitter] = .text(text)
        }
      }
    }
  }
}
