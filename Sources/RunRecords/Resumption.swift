public import Settings

/// How a run was taken up with other options than it had, or on another libtorch: an entry of `resumes` in its
/// `config.json`.
///
/// The record's own keys say what the run has now. A run that always had the same options has no
/// entry; an entry has no times, so that equal histories are equal bytes.
public struct Resumption: Codable, Hashable, Sendable {
  /// The optimizer steps that the run had made.
  public var step: Int
  /// What became of each option that changed, by its long name.
  public var changes: [String: Change]
  /// The versions of libtorch before and after; `nil` where it is the same.
  public var libtorch: Change?

  /// The value of an option before and after; `nil` where it was not set.
  public struct Change: Codable, Hashable, Sendable {
    package var from: OptionValue?
    package var to: OptionValue?
  }

  /// The change from the options `old` to `new`, after `step` steps, and from a version of libtorch to another.
  public init(
    step: Int, from old: RunConfiguration, to new: RunConfiguration,
    libtorch: (old: String, new: String)? = nil
  ) {
    self.step = step
    changes = [:]
    self.libtorch = libtorch.flatMap { old, new in
      old == new ? nil : Change(from: .text(old), to: .text(new))
    }
    for option in RunConfiguration.optionNames where old[option] != new[option] {
      changes[option.rawValue] = Change(from: old[option], to: new[option])
    }
  }
}
