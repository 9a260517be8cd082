import TestSupport
import Testing

struct HelpTests {
  private func run(_ words: String...) async throws -> Outcome {
    let outcome = try await Command.run(words)
    #expect(outcome.code == 0)
    #expect(outcome.errors.isEmpty)
    return outcome
  }

  @Test func theHelpListsTheSubcommandsAndExitCodes() async throws {
    let help = try await run("--help").output
    let commands = [
      "train", "compare", "landscape", "report", "watch", "evaluate", "coco-eval", "import", "plan",
      "schedule", "init", "predict",
      "export", "models", "datasets",
      "optimizers", "recipes",
    ]
    for name in commands { #expect(help.contains("  \(name) ")) }
    let words = help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("0 done, 64 wrong usage, 1 wrong data or a failed run, 130 interrupted"))
  }

  @Test func everyOptionOfTrainIsInItsHelp() async throws {
    let help = try await run("train", "--help").output
    let options = [
      "model", "dataset", "data", "classes", "class-subset", "train-samples", "validation",
      "epochs", "steps", "batch-size", "accumulate", "optimizer", "learning-rate", "momentum",
      "dampening", "nesterov", "beta1", "beta2", "epsilon", "weight-decay", "decay-order",
      "clip-norm", "centralization", "placement", "schedule", "seed", "dtype", "threads",
      "workers", "weights", "augment", "shuffle", "output", "checkpoint-every", "log-every",
      "resume", "config", "device", "momentum-form", "amsgrad", "alpha", "centered", "rho",
      "momentum-decay", "lookahead", "sam", "minimum-fan-in", "centralization-strength",
      "centralization-schedule", "normalization", "weight-form", "freeze-up-to",
      "freeze-batch-norm", "classifier-learning-rate", "crop", "image-size", "resize",
      "color-jitter", "random-erasing", "mixup", "cutmix", "exif", "skip-corrupt", "labels",
      "recipe", "monitor", "monitor-every", "tensorboard", "extend", "quiet", "weights-entry",
      "allow-non-finite", "processes", "timeout", "sync-batch-norm", "fan-in", "version",
      "precision", "centralization-axis", "centralization-scale", "backbone", "detection",
      "pyramid-channels", "sampled-regions", "test-samples",
      "cudnn-deterministic", "cudnn-benchmark", "tf32", "label-smoothing", "no-decay",
      "learning-rate-of", "weight-decay-of", "layer-decay", "evaluate-every", "keep-best",
      "patience",
      "ema", "randaugment", "trivial-augment", "train-image-size",
    ]
    let inverted = [
      "augment", "shuffle", "nesterov", "amsgrad", "centered", "freeze-batch-norm", "exif",
      "skip-corrupt", "allow-non-finite", "sync-batch-norm", "centralization-scale",
      "cudnn-deterministic", "cudnn-benchmark", "tf32", "keep-best", "trivial-augment",
    ]
    let expected = Set(options.map { "--" + $0 } + inverted.map { "--no-" + $0 })
    #expect(Self.declared(in: help) == expected)
  }

  /// The options that a help text declares, and not those that it only speaks of: the names that begin a
  /// line.
  private static func declared(in help: String) -> Set<String> {
    let names = help.split(separator: "\n").compactMap { line in
      line.wholeMatch(of: /\ +((?:--[a-z0-9-]+\/?)+).*/)?.1
    }
    return Set(names.flatMap { $0.split(separator: "/").map(String.init) })
  }

  @Test func theVersionIsANumber() async throws {
    #expect(try await run("--version").output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test func listsTheModels() async throws {
    let lines = try await run("models").output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("resnet8 ") })
    #expect(lines.contains { $0.hasPrefix("resnet18-cifar ") })
    #expect(lines.count == 34)
    func words(_ name: String) -> [Substring] {
      lines.first { $0.hasPrefix(name + " ") }?.split(separator: " ") ?? []
    }
    #expect(
      words("resnet50").prefix(6)
        == ["resnet50", "25,557,032", "4.089", "G", "3×224×224", "1000"])
    #expect(words("resnet8").prefix(6) == ["resnet8", "77,754", "2.552", "M", "1×28×28", "10"])
    let json = try await run("models", "--json").output
    #expect(json.contains("\"multiplyAdds\" : 4089184256") && json.contains("\"denseblock4\""))
  }

  @Test func listsTheOptimizersWithTheirOptions() async throws {
    let lines = try await run("optimizers").output.split(separator: "\n")
    for words in [
      "sgd 0.1 coupled ", "sgdw 0.1 decoupled ", "adam 0.001 coupled ", "adamw 0.001 decoupled ",
      "adagrad 0.01 coupled ", "rmsprop 0.01 coupled ", "adadelta 1 coupled ",
      "nadam 0.001 coupled ", "radam 0.001 coupled ", "adabelief 0.001 coupled ",
      "muon 0.001 decoupled ", "muon --momentum --nesterov --beta1 --beta2 --epsilon",
      "--ema DECAY ", "lion 0.0001 decoupled ", "lamb 0.001 scaled ", "ranger 0.001 decoupled ",
      "rmsprop --momentum --epsilon --alpha --centered", "lion --beta1 --beta2",
      "--lookahead K:ALPHA ", "--sam RHO ",
    ] {
      let found = lines.filter { line in
        (line.split(separator: " ").joined(separator: " ") + " ").hasPrefix(words)
      }
      #expect(found.count == 1, "\(words)")
    }
  }

  @Test func listsTheDataSetsWithTheirFiles() async throws {
    let text = try await run("datasets").output
    for word in [
      "fashion-mnist", "mnist", "cifar10", "cifar100", "imagenet", "mini-imagenet",
      "fgvc-aircraft", "stanford-cars", "stanford-dogs", "cub-200-2011", "folder",
    ] { #expect(text.contains("\n\(word) ")) }
    for (name, words) in [
      ("mnist", ["train-images-idx3-ubyte", "datasets download mnist"]),
      ("cifar-100", ["cifar-100-binary/", "https://www.cs.toronto.edu/"]),
      ("imagenet", ["ILSVRC2012_validation_ground_truth.txt", "needs an account"]),
      ("fgvc-aircraft", ["images_variant_trainval.txt", "--labels", "2.8 GB"]),
    ] {
      let text = try await run("datasets", name).output
      for word in words { #expect(text.contains(word), "\(name)") }
    }
    #expect(try await !run("datasets", "imagenet").output.contains("datasets download"))
  }
}
