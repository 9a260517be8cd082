import Foundation
import Torch
public import TorchNN

/// The number of threads that both sides of a comparison compute with.
public let benchmarkThreads = 2

/// Steps at the word of a driver on standard input, which can so alternate between processes.
///
/// First comes a line of JSON with what this process is, so that the driver can see that both sides
/// do the same work. Then each line `go N` runs `N` steps and is answered with their seconds, a JSON
/// array in one line. The end of the input ends the process.
///
/// - Parameters:
///   - model: the network that the steps train.
///   - step: one training step.
/// - Throws: what `step` throws.
public func serve(
  training model: some Module, _ step: () throws -> Void
) throws {
  try serve("parameters", model.parameters.reduce(0) { $0 + $1.count }, step)
}

/// The same for other work, whose size is a number with a name.
public func serve(_ name: String, _ number: Int, _ step: () throws -> Void) throws {
  answer(
    """
    {"version": "\(Runtime.version)", "capability": "\(Runtime.cpuCapability)", \
    "threads": \(Runtime.threads), "\(name)": \(number)}
    """)
  let clock = ContinuousClock()
  while let line = readLine() {
    let words = line.split(separator: " ")
    guard words.count == 2, words[0] == "go", let count = Int(words[1]), count > 0 else {
      answer("expected 'go N', found '\(line)'")
      exit(64)
    }
    var seconds: [Double] = []
    for _ in 0..<count { seconds.append(try clock.measure(step) / .seconds(1)) }
    answer("\(seconds)")
  }
}

/// Prints a line at once: a pipe would hold it back.
private func answer(_ line: String) {
  print(line)
  fflush(nil)
}
