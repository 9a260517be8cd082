// Answers what Scripts/gpu-check asks of a device: the first word is the question, the second the device, and
// the answer is one line of JSON. What fails is said on standard error, with exit code 1.
import Foundation
import Settings
import Torch
import TorchTraining

let words = Array(CommandLine.arguments.dropFirst())

do {
  guard words.count >= 2, let name = DeviceName(words[1]) else {
    throw ProbeError("expected a question and a device")
  }
  let device = name.device
  try device.prepare()
  CUDAArithmetic(cudnnDeterministic: true).use()  // bits are compared
  try Runtime.check()
  let rest = Array(words.dropFirst(2))
  let answer: any Encodable =
    switch words[0] {
    case "parity": try parity(on: device, rest)
    case "dropout": try dropout(on: device)
    case "run": try makeRun(on: name, rest)
    case "broken": try breakStep(on: device)
    case "tf32": measureArithmetic(on: device)
    case "collectives": try makeCollectives(on: device, rest)
    case "precision": try trainShort(on: device, rest)
    case "speed": try measureSpeed(on: device, rest)
    default: throw ProbeError("no such question: \(words[0])")
    }
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  print(String(decoding: try encoder.encode(answer), as: UTF8.self))
  fflush(nil)
  // Whoever asks may want to see how much memory this takes.
  if words[0] == "speed" { _ = readLine() }
} catch {
  FileHandle.standardError.write(Data("gpu-probe: \(error)\n".utf8))
  exit(1)
}

/// Why a question has no answer.
struct ProbeError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
