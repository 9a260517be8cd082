import CentralizeOptions
import Foundation
import TestSupport
import Testing

struct ParameterRulesTests {
  @Test(arguments: [
    ("norm", "norm"), ("bias,norm", "norm,bias"), ("embedding,bias,norm", "norm,bias,embedding"),
  ])
  func kindsAreReadAndWritten(_ text: String, _ written: String) {
    #expect(Undecayed(text)?.description == written)
  }

  @Test(arguments: ["", "all", "norm,", "norm,norm", "norm, bias", "Norm"])
  func otherKindsAreRefused(_ text: String) {
    expectError("--no-decay must be a list of norm, bias, embedding", "'\(text)'") {
      _ = try run { $0[.noDecay] = .text(text) }
    }
  }

  @Test func numbersByNameAreReadAndTheLastMatchCounts() throws {
    let numbers = try #require(NumbersByName("*.bias=0,layer?.*=0.5,layer4.*=1e-3"))
    #expect(numbers["fc.bias"] == 0 && numbers["layer1.0.bias"] == 0.5)
    #expect(numbers["layer4.0.bias"] == 1e-3 && numbers["fc.weight"] == nil)
    #expect(NumbersByName(numbers.description) == numbers)
  }

  @Test(arguments: ["", "x", "x=", "=1", "x=-1", "x=nan", "x=inf", "x=1=2", "x=1,", " x=1", "x =1"])
  func otherNumbersAreRefused(_ text: String) {
    for option in [OptionName.learningRateOf, .weightDecayOf] {
      expectError("\(option.flag) must be PATTERN=VALUE", "'\(text)'") {
        _ = try run { $0[option] = .text(text) }
      }
    }
  }

  @Test func whatMeansNothingIsRefused() {
    expectError("--no-decay cannot be given here", "--weight-decay 0") {
      _ = try run {
        $0[.noDecay] = "norm"
        $0[.weightDecay] = 0
      }
    }
    expectError("--layer-decay must be greater than 0") { _ = try run { $0[.layerDecay] = 0 } }
    expectError("--layer-decay is not an option of the model faster-rcnn") {
      _ = try run {
        $0[.model] = "faster-rcnn"
        $0[.dataset] = "synthetic-garments"
        $0[.layerDecay] = 0.5
      }
    }
    for (option, value) in [(OptionName.keepBest, true), (.patience, 3)]
      as [(OptionName, OptionValue)]
    {
      expectError("--validation is missing", option.flag) { _ = try run { $0[option] = value } }
    }
    expectError("--trivial-augment cannot be given here", "--randaugment") {
      _ = try run {
        $0[.trivialAugment] = true
        $0[.randaugment] = "2:9"
      }
    }
    expectError("--randaugment cannot be given here", "--no-augment") {
      _ = try run {
        $0[.randaugment] = "2:9"
        $0[.augment] = false
      }
    }
    expectError("--train-image-size cannot be given here", "--crop padded") {
      _ = try run { $0[.trainImageSize] = 20 }
    }
    expectError("--train-image-size must be at least 32 for the model vgg11", "is 16") {
      _ = try run {
        $0[.model] = "vgg11"
        $0[.dataset] = "cifar10"
        $0[.crop] = "random-resized"
        $0[.imageSize] = 64
        $0[.trainImageSize] = 16
      }
    }
    for text in ["", "2", "0:9", "2:31", "2:9:1", "101:3"] {
      expectError("--randaugment must be N:M") { _ = try run { $0[.randaugment] = .text(text) } }
    }
    for text in ["", "0", "1", "0.9:0", "0.9:1.5", "0.9:1:2", "x"] {
      expectError("--ema must be DECAY or DECAY:STEPS") { _ = try run { $0[.ema] = .text(text) } }
    }
    expectError("--label-smoothing must be at least 0 and less than 1") {
      _ = try run { $0[.labelSmoothing] = 1 }
    }
  }

  /// A record from before there were these options has none of them, and one without them is as it was.
  @Test func atTheirDefaultsTheyAreLeftOut() throws {
    let text = String(decoding: try JSONEncoder().encode(run()), as: UTF8.self)
    for option in ParameterRules.optionNames + EvaluationPlan.optionNames + [
      .ema, .labelSmoothing, .randaugment, .trivialAugment, .trainImageSize,
    ] { #expect(!text.contains("\"\(option.rawValue)\""), "\(option.flag)") }
  }

  @Test func rulesSurviveARequest() throws {
    for text in ["", "norm"] {
      var rules = ParameterRules()
      if !text.isEmpty { rules.noDecay = try #require(Undecayed(text)) }
      rules.weightDecays = try #require(NumbersByName("a=1"))
      let read = try JSONDecoder().decode(ParameterRules.self, from: JSONEncoder().encode(rules))
      #expect(read == rules)
    }
  }
}
