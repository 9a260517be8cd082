import CentralizeOptions
public import Settings
public import TorchNN
public import TorchOptimizers

/// One of the ways to train that an experiment compares.
///
/// Of each seed every arm starts from the same weights and sees the same data in the same order, and differs from the
/// others in what is said here alone.
public struct ComparedArm {
  /// The name, with which the folders of its runs begin: letters, digits and `- _ . + = ,`.
  public let name: String
  /// What reports call it; `nil` for its name, or what follows from its centralization.
  public let label: String?
  private let change: (inout RunConfiguration) -> Void
  let makeOptimizer: ((any Module, RunConfiguration) -> Optimizer)?

  /// An arm whose options differ from the experiment's.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - label: what reports call it.
  ///   - change: changes the options that all arms have in common; nothing by default.
  public init(
    _ name: String, label: String? = nil,
    changing change: @escaping (inout RunConfiguration) -> Void = { _ in }
  ) { (self.name, self.label, self.change, makeOptimizer) = (name, label, change, nil) }

  /// An arm with an optimizer of its own.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - label: what reports call it.
  ///   - optimizer: the optimizer, with its weight decay and what it centralizes.
  ///   - learningRate: the largest learning rate, above 0; `nil` for the experiment's.
  public init(
    _ name: String, label: String? = nil, optimizer: OptimizerSettings, learningRate: Double? = nil
  ) {
    self.init(name, label: label) { run in
      run.change(to: optimizer)
      run.course.learningRate = learningRate ?? run.course.learningRate
    }
  }

  /// An arm with the experiment's optimizer, which centralizes like this.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - label: what reports call it.
  ///   - centralization: what is centralized; `nil` for nothing.
  public init(_ name: String, label: String? = nil, centralization: Centralization?) {
    self.init(name, label: label) { $0.optimizer.centralization = centralization }
  }

  /// An arm with an optimizer that the program makes.
  ///
  ///     ComparedArm("own chain") { network, run in
  ///       Optimizer(
  ///         network.trainedParameters, learningRate: run.course.learningRate,
  ///         GradientCentralization(), Momentum(0.95), MyLink())
  ///     }
  ///
  /// The schedule multiplies the learning rate that it is made with.
  ///
  /// - Parameters:
  ///   - name: its name, under which records know the optimizer.
  ///   - label: what reports call it.
  ///   - make: makes the optimizer of a network, which lies where it is trained, from the options alone.
  public init(
    _ name: String, label: String? = nil,
    makingOptimizer make: @escaping (_ network: any Module, _ run: RunConfiguration) -> Optimizer
  ) {
    (self.name, self.label, makeOptimizer) = (name, label, make)
    change = { $0.own.optimizer = name }
  }

  /// The arm without centralization, as the first of a comparison.
  public static var without: ComparedArm { ComparedArm("none", centralization: nil) }

  /// The arm that centralizes, all weights when nothing else is said.
  public static func centralized(
    _ centralization: Centralization = Centralization()
  ) -> ComparedArm {
    ComparedArm(
      centralization.scopes.description.safeInNames, centralization: centralization)
  }

  /// The options of its runs, of which `base` are those of all arms.
  func options(_ base: RunConfiguration) -> RunConfiguration {
    var run = base
    change(&run)
    return run
  }
}
