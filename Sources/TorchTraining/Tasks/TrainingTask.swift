public import RunRecords
public import Settings
public import Torch
public import TorchData
public import TorchNN

/// What a network is trained for: what its steps are made on, what they make smaller, and how well it
/// does.
///
/// ``ClassificationTask`` and ``DetectionTask`` are those of the command. A program may have its own: it gives the batches
/// of an epoch, each with its loss, evaluates the network, and says of its metrics what they are
/// called, how they are shown and which way is better. `Run(…, task:)` then trains, saves and resumes
/// it like any other, and tables, plots and pages show what it measures.
///
/// A run is reproducible as far as its task is: everything here must follow from the options alone,
/// and the batches from the epoch and the place in it.
public protocol TrainingTask {
  /// What is measured.
  var about: TaskDescription { get }

  /// The SHA-256 of each file of the data, by its name. A run resumes only where they are the same.
  /// None by default.
  var digests: [String: String] { get }

  /// The network with its initial weights, as it is trained. By default that of the options.
  func makeNetwork(for configuration: RunConfiguration) -> any Module

  /// The number of batches in an epoch.
  var batchCount: Int { get }

  /// Batches of an epoch one after the other.
  ///
  /// - Parameters:
  ///   - epoch: the epoch, from 0.
  ///   - numbers: the batches that are wanted, each in 0 ..< ``batchCount``, ascending: those that are left
  ///     where a resumed run had stopped, or those of one process among several.
  /// - Returns: a function that gives the next batch with each call, `nil` after the last one.
  /// - Throws: what keeps the data from being read.
  func batches(epoch: Int, numbers: [Int]) throws -> () throws -> (any TrainingBatch)?

  /// Measures `network`, which is in evaluation mode, without gradients.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - part: the examples.
  ///   - pass: says which batches this process makes, is to be told of each, and gives what all found.
  /// - Returns: the loss and all metrics of ``about``, the same in every process; `nil` where there are no
  ///   such examples.
  /// - Throws: what keeps the data from being read, and what `pass` throws.
  func evaluate(
    _ network: any Module, on part: EvaluatedPart, in pass: EvaluationPass
  ) throws -> Evaluation?

  /// What `network`, in evaluation mode and without gradients, makes of some of the test examples; none by default.
  ///
  /// A run that has ended keeps them in its folder, and reports show them.
  ///
  /// - Throws: what keeps the data from being read.
  func pictures(of network: any Module) throws -> [ResultPicture]

  /// Why examples were left out of batches so far, where that is allowed. None by default.
  var skipped: [DataError] { get }

  /// What files of weights say of this training; nothing by default.
  var weightsOrigin: WeightsOrigin { get }

  /// What of the data is passed over, in a line each that is told once. None by default.
  var notes: [String] { get }
}

extension TrainingTask {
  /// None.
  public var digests: [String: String] { [:] }
  /// None.
  public var skipped: [DataError] { [] }
  /// None.
  public var notes: [String] { [] }
  /// Nothing.
  public var weightsOrigin: WeightsOrigin { WeightsOrigin() }
  /// None.
  public func pictures(of network: any Module) throws -> [ResultPicture] { [] }
  /// The network that the options name.
  public func makeNetwork(for configuration: RunConfiguration) -> any Module {
    configuration.makeNetwork()
  }
}

/// Some examples of a task: what one pass forward and back is made on.
///
/// Of a network that makes one tensor of another, a ``LayerBatch``.
public protocol TrainingBatch {
  /// How many examples are missing, because they are damaged; none by default.
  var missing: Int { get }
  /// The mean loss over the examples, a single number to be differentiated.
  func loss(of network: any Module) -> Tensor
}

extension TrainingBatch {
  /// None.
  public var missing: Int { 0 }
}
