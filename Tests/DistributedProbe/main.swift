// A process of a group. The environment says which one; the first word says what it does. It prints lines of
// `name: value`, and the same ones in every process unless the name ends with a rank.
import Foundation
import Settings
import Torch
import TorchDistributed

Runtime.threads = 1
let words = CommandLine.arguments.dropFirst()
let mode = words.first ?? "work"
let argument = words.dropFirst().first.flatMap { Int($0) } ?? 0
let variables = ProcessInfo.processInfo.environment
let timeout = Duration.seconds(variables["PROBE_TIMEOUT"].flatMap { Double($0) } ?? 60)
let start = ContinuousClock.now

func seconds(since start: ContinuousClock.Instant) -> String {
  String(format: "%.2f", (ContinuousClock.now - start) / .seconds(1))
}

do {
  let environment = try ProcessEnvironment.read(variables)
  let group = try environment.map { try ProcessGroup($0, timeout: timeout) } ?? ProcessGroup()
  print("joined after: \(seconds(since: start))")
  switch mode {
  case "work": try work(group)
  case "speed": try measure(group)
  default: try lose(group, mode, victim: argument)
  }
  group.leave()
} catch let error as DistributedError {
  print("error: \(error)")
  print("after: \(seconds(since: start))")
  exit(1)
}
