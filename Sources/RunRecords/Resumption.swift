public import CentralizeOptions

/// How a run was taken up with other options than it had: an entry of `resumes` in its `config.json`.
///
/// The record's own keys say what the run has now. A run that always had the same options has no
/// entry; an entry has no times, so that equal histories are equal bytes.
public struct Resumption: Codable, Hashable, Sendable {
  /// The optimizer steps that the run had made.
  public var step: Int
  /// What became of each option that changed, by its long name.
  public var changes: [String: Change]

  /// The value of an option before and after; `nil` where it was not set.
  public struct Change: Codable, Hashable, Sendable {
    /// The value until then.
    public var from: OptionValue?
    /// The value from then on.
    public var to: OptionValue?
  }

  /// The change from the options `old` to `new`, after `step` steps.
  public init(step: Int, from old: RunConfiguration, to new: RunConfiguration) {
    let (old, new) = (OptionMap.values(of: old), OptionMap.values(of: new))
    self.step = step
    changes = Dictionary(
      uniqueKeysWithValues: Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.map {
        ($0, Change(from: old[$0], to: new[$0]))
      })
  }
}

extension OptionName {
  /// The options that say where a run is made and not which: they may change when it is resumed.
  static let ofPlace: [OptionName] = [.data, .workers, .threads, .device]
}

extension RunConfiguration {
  /// Whether `other` is this run, made at any place.
  public func isSameRun(as other: RunConfiguration) -> Bool {
    var moved = self
    (moved.data, moved.workers) = (other.data, other.workers)
    (moved.threads, moved.device) = (other.threads, other.device)
    return moved == other
  }

  /// This run at the place that `options` give, as far as they do.
  func moved(by options: TrainingOptions, in surroundings: Surroundings) -> RunConfiguration {
    var moved = self
    moved.data = options.data.map(surroundings.absolute) ?? data
    moved.workers = options.workers ?? workers
    moved.threads = options.threads ?? threads
    moved.device = options.device ?? device
    return moved
  }
}
