import HostDevice
import Settings
import Torch
import TorchNN
import TorchOptimizers
import TorchTraining

let hostDevice = Device.privateUse(0)

/// A training of three steps on a device.
func trainer(
  _ subject: Subject, on device: Device, _ named: any NamedOptimizer, learningRate: Double,
  preceding: [any GradientTransform] = [], following: [any WeightTransform] = [],
  accumulate: Int = 1, change: @escaping (Tensor, Int) -> Tensor = { loss, _ in loss }
) -> Trainer {
  // Made there: libtorch moves parameters in place between kinds of devices that it knows itself.
  let network = subject.makeNetwork(Generator(seed: 7, on: device))
  let optimizer = Optimizer(
    [
      Optimizer.Group(
        network.namedParameters, learningRate: learningRate, named, following: following)
    ], preceding: preceding)
  return Trainer(
    network, optimizer,
    ExampleTask(batchCount: 3 * accumulate, subject: subject, device: device, change: change),
    schedule: constantSchedule(), accumulate: accumulate, seed: 3)
}

/// Prints how often a step of the device's training had elements go to the CPU at most, how many operators its last step
/// took on the device, and how far from the CPU's losses and weights it comes, as a part of the largest.
func compare(
  _ subject: Subject,
  _ named: any NamedOptimizer = SGD(
    momentum: 0.9, weightDecay: 5e-4, centralization: Centralization()),
  learningRate: Double = 0.05, preceding: [any GradientTransform] = [],
  following: [any WeightTransform] = [], accumulate: Int = 1,
  change: @escaping (Tensor, Int) -> Tensor = { loss, _ in loss }
) {
  let trainers = [Device.cpu, hostDevice].map {
    trainer(
      subject, on: $0, named, learningRate: learningRate, preceding: preceding,
      following: following, accumulate: accumulate, change: change)
  }
  do {
    var losses: [[Double]] = [[], []]
    while let loss = try trainers[0].step() { losses[0].append(loss) }
    var (most, operators): (Int64, Int64) = (0, 0)
    _ = (host_device_transfers(), host_device_operators())
    while let finished = try trainers[1].advance() {
      (most, operators) = (max(most, host_device_transfers()), host_device_operators())
      losses[1] += finished.map(\.loss)
    }
    losses[1] += try trainers[1].settle().map(\.loss)
    let weights = trainers.map {
      $0.model.stateDict.map(\.tensor) + $0.optimizer.state.map(\.tensor)
    }
    let difference =
      zip(weights[0], weights[1]).map { a, b in
        let (a, b) = (a.to(.float64), b.to(.cpu).to(.float64))
        return a.count == 0 ? 0 : (a - b).abs().max().item / max(a.abs().max().item, 1e-3)
      }.max() ?? 0
    let lossDifference = zip(losses[0], losses[1]).map { abs($0 - $1) }.max() ?? 1
    print(
      "transfers \(most) operators \(operators) steps \(losses[1].count) of \(losses[0].count)",
      "loss \(lossDifference) weights \(difference)")
  } catch { print("error: \(error)") }
}
