import Foundation
import Settings
import Torch
import TorchDistributed
import TorchTraining

/// Makes a run of six steps in a folder, alone or as one process of a group.
///
/// The words are `FOLDER PRECISION [STEP]`: it is stopped after the step if one is given, and taken up where the
/// folder holds its beginning. The variable PROBE_BACKEND says what carries the collectives of a group.
func makeRun(on name: DeviceName, _ words: [String]) throws -> [String: Int] {
  guard words.count >= 2, let precision = Precision(rawValue: words[1]) else {
    throw ProbeError("run: expected a folder and a precision")
  }
  let last = words.count > 2 ? Int(words[2]) : nil
  let device = name.device
  var machine = Machine(threads: 1, device: name)
  machine.precision = precision
  machine.cuda.cudnnDeterministic = device != .cpu
  var configuration = RunConfiguration(
    network: NetworkChoice(.resnet8), data: DataChoice(.cifar10, folder: "/"),
    course: Course(.epochs(2), batchSize: 8, accumulate: 2, learningRate: 0.05), machine: machine)
  configuration.logging.logEvery = 1
  let variables = ProcessInfo.processInfo.environment
  let group =
    try ProcessEnvironment.read(variables).map {
      try ProcessGroup($0, timeout: .seconds(60), backend: backend(variables["PROBE_BACKEND"]))
    } ?? ProcessGroup()
  let task = NoiseTask(
    [3, 32, 32], classes: 10, batchSize: 8, batchCount: 6, on: device, network: smallNetwork)
  var steps = 0
  do {
    _ = try Run(
      configuration, in: words[0], task: task,
      resume: FileManager.default.fileExists(atPath: words[0] + "/config.json"), group: group,
      isInterrupted: {
        steps += 1
        return steps == last
      }
    ).run()
  } catch TrainingError.interrupted(let step, _) where step == last {}
  group.leave()
  return ["steps": steps]
}

/// Has a group of one do collectives on a device, by a backend: `BACKEND PORT`.
///
/// Returns how far what comes back is from what was sent, all of it being 0.
func makeCollectives(on device: Device, _ words: [String]) throws -> [String: Double] {
  guard words.count >= 2, let port = Int(words[1]) else {
    throw ProbeError("collectives: expected a backend and a port")
  }
  let group = try ProcessGroup(
    ProcessEnvironment(rank: 0, of: 1, host: "127.0.0.1", port: port), timeout: .seconds(60),
    backend: backend(words[0]))
  let sent = Tensor.normal([1000], using: Generator(seed: 4))
  let returned = sent.clone().to(device)
  try group.broadcast(returned)
  try group.allReduce(returned)
  let bytes = try group.gather(Data([1, 2, 3]))
  group.leave()
  guard bytes == [Data([1, 2, 3])] else { throw ProbeError("gathered other bytes than were sent") }
  return ["difference": difference([returned.to(.cpu)], [sent])]
}

private func backend(_ name: String?) throws -> Backend {
  guard let backend = Backend(rawValue: name ?? "gloo") else {
    throw ProbeError("expected gloo or nccl, found \(name ?? "")")
  }
  return backend
}
