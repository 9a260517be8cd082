import Grids
import Reports
import EngineProtocol
import ArgumentParser
import CentralizeOptions
import Files
import Foundation
import Streams

/// The command: parses, checks, and hands over to the engine.
@main struct Centralize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "centralize",
    abstract: "Train networks with and without gradient centralization, and compare them fairly.",
    discussion: """
      Gradient centralization subtracts from the gradient of every output unit its mean. Results go \
      to standard output, everything else to standard error.

      Examples:
        centralize train --model resnet8 --dataset fashion-mnist
        centralize compare --model resnet8 --dataset fashion-mnist --seeds 4
        centralize plan --model resnet50

      Every option can also stand in a YAML or JSON file, by its long name without dashes: \
      --config FILE. The command line wins over the file, the file over the defaults.
      Exit codes: 0 done, 64 wrong usage, 1 wrong data or a failed run, 130 interrupted.
      """, version: ProductVersion.current,
    subcommands: [
      CourseCommand<Train>.self, CourseCommand<Compare>.self,
      CourseCommand<MeasureLandscape>.self, Report.self, Watch.self, Evaluate.self,
      EvaluateDetections.self, Import.self, Plan.self, DrawSchedule.self,
      CourseCommand<Initialize>.self, Predict.self, Export.self,
      Models.self, Datasets.self, Optimizers.self, ListRecipes.self, Benchmark.self,
    ])

  static func main() {
    ProgramStart.prepare()
    Interruption.holdRequestsToSave()
    let arguments = Array(CommandLine.arguments.dropFirst())
    let words = CommandWords(arguments)
    var file: ConfigurationFile?
    do {
      try PathEncoding.check()
      try Subcommand.check(arguments)
      try words?.checkNames()
      try words?.checkValues()
      file = try words.flatMap(file(of:))
      var command = try parseAsRoot(expanded(arguments, words, file))
      try command.run()
      try StandardOutput.check()
    } catch let error as OptionsError { fail(error, words, file) } catch let error as GridError {
      let isInterrupted = error.exitCode == 130
      end("\(isInterrupted ? "" : "Error: ")\(error)", error.exitCode)
    } catch let error as RunFailure {
      end("\(error.exitCode == 130 ? "" : "Error: ")\(error)", error.exitCode)
    } catch { fail(error) }
  }

  /// Ends with a text that was asked for, such as help, on standard output, or with what is wrong.
  private static func fail(_ error: any Error) -> Never {
    let code = exitCode(for: error)
    guard code == .success else { end(sentence(of: error), code.rawValue) }
    StandardOutput.print(fullMessage(for: error))
    do { try StandardOutput.check() } catch { end("Error: \(error)", 1) }
    Foundation.exit(0)
  }

  /// What the parser says of its own errors, or the sentence of another one.
  private static func sentence(of error: any Error) -> String {
    guard exitCode(for: error) == .validationFailure else {
      return "Error: \(ErrorWords.of(error))"
    }
    // The parser's sentences have what was typed in them.
    return fullMessage(for: error).unicodeScalars.split(separator: "\n").map { String($0).shown }
      .joined(separator: "\n")
  }

  private static func end(_ sentence: String, _ code: Int32) -> Never {
    Diagnostics.say(sentence)
    Foundation.exit(code)
  }

  private static func file(of words: CommandWords) throws(OptionsError) -> ConfigurationFile? {
    if let name = try words.recipeName() {
      guard try RecipeReader.grid(name) != nil else { return try RecipeReader.read(name) }
      // The subcommand that makes grids reads it by itself.
      if words.command == .compare { return nil }
      throw .noEffect(.recipe, reason: "\(name) is a grid of runs, which only 'compare' makes")
    }
    guard let path = try words.configurationPath() else { return nil }
    if GridReader.isGrid(path) {
      throw .noEffect(
        .config, reason: "\(path) is a grid of runs, which 'compare --grid \(path)' makes")
    }
    return try ConfigurationReader.read(path)
  }

  /// The words of the command line, with those that say the same as a file put before them.
  private static func expanded(
    _ arguments: [String], _ words: CommandWords?, _ file: ConfigurationFile?
  ) throws -> [String] {
    guard let words, let file else { return arguments }
    let inserted = try file.arguments(for: words.command, before: words)
    return [words.command.rawValue] + inserted + words.arguments
  }

  /// Ends with the error's sentence, where the option came from, and where help is.
  private static func fail(
    _ error: OptionsError, _ words: CommandWords?, _ file: ConfigurationFile?
  ) -> Never {
    var message = "Error: \(error)"
    if let option = error.option, let words, let file, file.contains(option),
      !words.contains(option)
    {
      message += " It stands in \(file.path.shown)."
    }
    if error.exitCode == 64 {
      let help = ["centralize", words?.command.rawValue, "--help"].compactMap { $0 }
      message += "\n  See '\(help.joined(separator: " "))' for more information."
    }
    end(message, error.exitCode)
  }
}
