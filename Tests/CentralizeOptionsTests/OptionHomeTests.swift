import CentralizeOptions
import Foundation
import TestSupport
import Testing

/// What the parser declares, the options' homes and the keys of a record say the same.
struct OptionHomeTests {
  /// The parser's own account of itself, which the golden tests hold against the command.
  private struct Help: Decodable {
    struct Command: Decodable {
      var commandName: String
      var arguments: [Argument]?
      var subcommands: [Command]?
    }
    struct Argument: Decodable {
      struct Name: Decodable { var name: String }
      var kind: String
      var abstract: String?
      var names: [Name]?
      var allValues: [String]?
    }
    var command: Command
  }

  private static func declared() throws -> [Subcommand: [Help.Argument]] {
    func all(_ command: Help.Command) -> [Help.Argument] {
      (command.arguments ?? []) + (command.subcommands ?? []).flatMap(all)
    }
    let help: Help = try Fixture.json("golden/outputs/help.json")
    var declared: [Subcommand: [Help.Argument]] = [:]
    for command in help.command.subcommands ?? [] {
      guard let name = Subcommand(rawValue: command.commandName) else { continue }
      declared[name] = all(command).filter { argument in
        argument.kind != "positional"
          && argument.names?.allSatisfy { ["help", "h", "version"].contains($0.name) } == false
      }
    }
    return declared
  }

  @Test func aSubcommandDeclaresItsOptions() throws {
    let declared = try Self.declared()
    #expect(Set(declared.keys) == Set(Subcommand.allCases))
    for command in Subcommand.allCases {
      let spellings = declared[command]?.flatMap { $0.names ?? [] }.map(\.name) ?? []
      #expect(Set(spellings) == Set(command.options.flatMap(\.spellings)), "\(command)")
    }
  }

  @Test func theParserSaysWhatTheHomeSays() throws {
    for argument in try #require(Self.declared()[.train]) {
      let name = try #require(argument.names?.first?.name)
      let option = try #require(OptionName(spelling: name), "\(name)")
      if case .choice(let names) = option.kind { #expect(argument.allValues == names, "\(name)") }
      // What the folder of a run is has words of its own.
      if name == option.rawValue, option != .output {
        #expect(argument.abstract == option.help, "\(name)")
      }
    }
  }

  @Test func everyOptionHasOneHome() {
    #expect(Set(OptionName.all).count == OptionName.all.count)
    #expect(Set(Subcommand.allCases.flatMap(\.options)) == Set(OptionName.all))
    for option in OptionName.all { #expect(!option.help.isEmpty, "\(option.rawValue)") }
  }

  @Test func everyOptionOfARunIsAKeyOfSomeRecord() throws {
    var keys: Set<String> = []
    let extras: [OptionMap] = [
      [.syncBatchNorm: true, .fanIn: "rank", .precision: "bf16"],
      [.centralizationAxis: "output", .centralizationScale: true],
      [.device: "cuda", .cudnnDeterministic: true, .cudnnBenchmark: true, .tf32: true],
      [.steps: 5, .clipNorm: 1, .sam: 0.1, .checkpointEvery: 5, .monitorEvery: 5],
      [.weights: "w", .weightsEntry: "ema", .allowNonFinite: true],
      [.labelSmoothing: 0.1, .noDecay: "norm,bias", .layerDecay: 0.8, .randaugment: "2:9"],
      [.learningRateOf: "fc.*=1", .weightDecayOf: "*.bias=0", .ema: "0.99"],
      [.validation: 5, .evaluateEvery: 2, .keepBest: true, .patience: 3],
      [.weights: "w", .freezeUpTo: "stem", .classifierLearningRate: 1, .trainSamples: 500],
      [
        .dataset: "fgvc-aircraft", .data: "/data", .colorJitter: "0.4", .randomErasing: 0.5,
        .mixup: 1, .cutmix: 1, .classSubset: "0-4", .testSamples: 9, .trivialAugment: true,
        .trainImageSize: 96,
      ],
      [
        .model: "mask-rcnn", .dataset: "coco", .data: "/data", .pyramidChannels: 64,
        .sampledRegions: 128,
        .detection: "paper", .backbone: "mobilenet-v2",
      ],
    ]
    for optimizer in OptimizerName.allCases {
      for extra in extras {
        let options = minimal { $0[.optimizer] = .text(optimizer.rawValue) }
        let run = try options.overlaid(by: extra).resolved(in: machine())
        let data = try JSONEncoder().encode(run)
        keys.formUnion(try JSONDecoder().decode([String: OptionValue].self, from: data).keys)
      }
    }
    // What a program makes itself no option says.
    let ofCommand = RunConfiguration.optionNames.filter { !OwnParts.optionNames.contains($0) }
    #expect(keys == Set(ofCommand.map(\.rawValue)))
    // The rest of what `train` takes for a run is no part of it, or short for another.
    #expect(
      Set(OptionName.ofTraining).subtracting(RunConfiguration.optionNames) == [.output, .monitor])
  }
}
