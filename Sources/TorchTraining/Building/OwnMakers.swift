public import Settings
import Torch
public import TorchNN
public import TorchOptimizers

/// What a program makes itself of a run, where options do not say it.
///
/// The run's `RunConfiguration.own` says what the parts are called. Everything must follow from the
/// options alone, above all the seed: a run that is resumed makes its parts again.
public struct OwnMakers {
  /// Makes what is trained; `nil` for what the options say.
  public var task: ((RunConfiguration) throws -> any TrainingTask)?
  /// Makes the network with its initial weights, in float32 on the processor; `nil` for the task's.
  ///
  /// It is then moved to the run's device, its type of number and the memory format channels-last.
  public var network: ((RunConfiguration) -> any Module)?
  /// Makes what changes the weights of the network; `nil` for the optimizer that the options say.
  public var optimizer: ((any Module, RunConfiguration) -> Optimizer)?

  /// Nothing, or what is said.
  public init(
    task: ((RunConfiguration) throws -> any TrainingTask)? = nil,
    network: ((RunConfiguration) -> any Module)? = nil,
    optimizer: ((any Module, RunConfiguration) -> Optimizer)? = nil
  ) { (self.task, self.network, self.optimizer) = (task, network, optimizer) }

  /// A task that is there already.
  init(_ task: (any TrainingTask)?) { self.init(task: task.map { task in { _ in task } }) }

  func makeTask(for run: RunConfiguration) throws -> any TrainingTask {
    try task?(run) ?? run.makeTask()
  }

  func makeNetwork(for run: RunConfiguration, _ task: any TrainingTask) -> any Module {
    guard let network = network?(run) else { return task.makeNetwork(for: run) }
    network.move(
      to: run.machine.device.device, dtype: run.machine.dtype.dtype, memoryFormat: .channelsLast)
    return network
  }

  func makeOptimizer(for run: RunConfiguration, of network: any Module) -> Optimizer {
    optimizer?(network, run) ?? run.makeOptimizer(for: network)
  }
}
