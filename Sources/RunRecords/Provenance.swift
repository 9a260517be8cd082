package import Files

/// What a run was made with, as its `config.json` says it.
public struct Provenance: Codable, Hashable, Sendable {
  /// The version of the command.
  public var version: String
  /// The commit of the checkout that it was built in, or `unknown`.
  public var commit: String
  /// The version of libtorch.
  public var libtorch: String
  /// The instructions of the processor that libtorch uses.
  public var cpuCapability: String
  /// The number of threads that computed.
  public var threads: Int
  /// The device that computed, as in `cuda:0`; `nil` for the processor.
  public var device: String?
  /// The SHA-256 of each file of the data, by its name.
  public var data: [String: String]
  /// The SHA-256 of the file of weights that the run starts from; `nil` for initial weights.
  public var weights: String?

  /// What a run was made with.
  public init(
    version: String, commit: String, libtorch: String, cpuCapability: String, threads: Int,
    device: String? = nil, data: [String: String], weights: String?
  ) {
    (self.version, self.commit, self.libtorch) = (version, commit, libtorch)
    (self.cpuCapability, self.threads) = (cpuCapability, threads)
    (self.device, self.data, self.weights) = (device, data, weights)
  }

  /// The provenance in the record of the run in `folder`; `nil` where there is none.
  package init?(folder: String) throws(FormatError) {
    struct Record: Codable { var provenance: Provenance }
    do {
      let record: Record? = try JSONFile.read(
        folder + "/" + RunFiles.record, known: RunRecord.formatVersion)
      guard let record else { return nil }
      self = record.provenance
    } catch .damaged { return nil }
  }
}
