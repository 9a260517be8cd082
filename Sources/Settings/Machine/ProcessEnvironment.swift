/// Which of the processes of a run this one is, as the launcher that started it says in its environment.
///
/// `torchrun` and Kubernetes' training operators set `RANK`, `WORLD_SIZE`, `MASTER_ADDR` and `MASTER_PORT`, as
/// `centralize --processes` does; Slurm's `srun` sets variables of its own, which are read where `RANK` and
/// `WORLD_SIZE` are not set.
public struct ProcessEnvironment: Hashable, Sendable {
  /// What started the processes.
  public enum Launcher: Hashable, Sendable {
    case torchrun
    case slurm
    /// What sets only the variables that all launchers share: Kubernetes' operators, `--processes`, a script.
    case none
  }

  /// The number of this process, from 0.
  public var rank: Int
  /// The number of processes, from 2.
  public var size: Int
  /// The number of this process among those on this host, from 0.
  public var localRank: Int
  /// The number of processes on this host, from 1; 1 where nothing is known of it.
  public var localSize: Int
  /// The host of rank 0, by name or address.
  public var host: String
  /// The port on which the processes find each other there.
  public var port: Int
  /// Whether the launcher keeps the store itself, so that rank 0 opens none on the port.
  public var hasAgentStore: Bool
  /// The processor cores that the launcher keeps for this process; `nil` where nothing is said of them.
  public var cores: Int?
  /// How often the launcher has started the processes again.
  public var restartCount: Int
  /// What started the processes.
  public var launcher: Launcher
  /// The socket that listens on the port already, of rank 0; `nil` where there is none.
  public var listener: Int32?

  /// The most processes.
  public static let mostProcesses = 65_536
  /// The variable that names the descriptor of a socket that listens on the port already.
  package static let listenerVariable = "CENTRALIZE_STORE_LISTENER"

  /// The variables that say this, and that no other launcher does: what `read` takes again.
  package var variables: [String: String] {
    [
      "RANK": "\(rank)", "WORLD_SIZE": "\(size)", "LOCAL_RANK": "\(localRank)",
      "LOCAL_WORLD_SIZE": "\(localSize)", "MASTER_ADDR": host, "MASTER_PORT": "\(port)",
      "TORCHELASTIC_USE_AGENT_STORE": hasAgentStore ? "True" : "",
      "TORCHELASTIC_RESTART_COUNT": restartCount > 0 ? "\(restartCount)" : "",
      Self.slurmRestarts: "", "TORCHELASTIC_RUN_ID": "",
      Self.listenerVariable: listener.map(String.init) ?? "",
    ]
  }

  /// A process of a group; alone on its host where nothing else is said.
  public init(
    rank: Int, of size: Int, localRank: Int = 0, localSize: Int = 1, host: String, port: Int,
    hasAgentStore: Bool = false, cores: Int? = nil, restartCount: Int = 0,
    launcher: Launcher = .none, listener: Int32? = nil
  ) {
    (self.rank, self.size) = (rank, size)
    (self.localRank, self.localSize) = (localRank, localSize)
    (self.host, self.port, self.hasAgentStore, self.cores) = (host, port, hasAgentStore, cores)
    (self.restartCount, self.launcher, self.listener) = (restartCount, launcher, listener)
  }

  /// The group that an environment names; `nil` where it names none, or a group of one.
  ///
  /// - Throws: `EnvironmentError` for a variable that is missing beside the others, is no such value, or
  ///   contradicts another.
  public static func read(
    _ environment: [String: String]
  ) throws(EnvironmentError) -> ProcessEnvironment? {
    let variables = EnvironmentVariables(environment)
    if variables.first(of: "RANK", "WORLD_SIZE") != nil { return try shared(variables) }
    return try slurm(variables)
  }

  /// What launchers share.
  private static func shared(
    _ variables: EnvironmentVariables
  ) throws(EnvironmentError) -> ProcessEnvironment? {
    let size = try variables.requiredNumber(
      "WORLD_SIZE", in: 1...mostProcesses,
      "the number of processes, from 1 to \(mostProcesses)"
        + (variables["RANK"].map { _ in ", as RANK is set" } ?? ""))
    let rank = try variables.requiredNumber(
      "RANK", in: 0...size - 1,
      "the number of this process, from 0 to \(size - 1), as WORLD_SIZE is \(size)")
    guard size > 1 else { return nil }
    guard let host = variables["MASTER_ADDR"] else {
      throw variables.wrong("MASTER_ADDR", "the host of rank 0, as WORLD_SIZE is \(size)")
    }
    let port = try requiredPort(variables, size)
    var group = ProcessEnvironment(rank: rank, of: size, host: host, port: port)
    try group.takeLocal(variables)
    try group.takeLauncher(variables)
    return group
  }

  private static func requiredPort(
    _ variables: EnvironmentVariables, _ size: Int
  ) throws(EnvironmentError) -> Int {
    try variables.requiredNumber(
      "MASTER_PORT", in: 1...65_535,
      "the port of rank 0, from 1 to 65535, as there are \(size) processes")
  }

  /// Which of the processes of this host this one is, where the launcher says so or the host of all is this one.
  private mutating func takeLocal(_ variables: EnvironmentVariables) throws(EnvironmentError) {
    let isHere = host == "localhost" || host == "::1" || host.hasPrefix("127.")
    let given = try variables.number(
      "LOCAL_WORLD_SIZE", in: 1...size,
      "the number of processes on this host, from 1 to \(size), as WORLD_SIZE is \(size)")
    let most = given ?? size
    let number = try variables.number(
      "LOCAL_RANK", in: 0...most - 1,
      "the number of this process on this host, from 0 to \(most - 1), as "
        + (given == nil ? "WORLD_SIZE" : "LOCAL_WORLD_SIZE") + " is \(most)")
    localRank = number ?? (isHere ? rank : 0)
    localSize = given ?? (isHere ? size : localRank + 1)
  }

  private static let restarts = "TORCHELASTIC_RESTART_COUNT"
  private static let slurmRestarts = "SLURM_RESTART_COUNT"

  /// Both together: torchrun begins to count again in a job that Slurm has queued again.
  static func restartCount(
    _ variables: EnvironmentVariables
  ) throws(EnvironmentError) -> Int {
    var count = 0
    for name in [restarts, slurmRestarts] {
      count +=
        try variables.number(
          name, in: 0...Int(Int32.max), "how often all were started again, from 0") ?? 0
    }
    return count
  }

  /// How often a launcher has started the processes again, also where there is only one.
  package static func restartCount(
    _ environment: [String: String]
  ) throws(EnvironmentError) -> Int {
    try restartCount(EnvironmentVariables(environment))
  }

  /// The listening socket that an environment names, whatever else that says; `nil` where it names none.
  package static func listener(in environment: [String: String]) -> Int32? {
    environment[listenerVariable].flatMap { Int32($0) }
  }

  private mutating func takeLauncher(_ variables: EnvironmentVariables) throws(EnvironmentError) {
    hasAgentStore = variables["TORCHELASTIC_USE_AGENT_STORE"]?.lowercased() == "true"
    restartCount = try Self.restartCount(variables)
    if variables.first(of: Self.restarts, "TORCHELASTIC_RUN_ID") != nil { launcher = .torchrun }
    let descriptor = try variables.number(
      Self.listenerVariable, in: 0...Int(Int32.max), "the number of an open socket")
    listener = rank == 0 ? descriptor.map(Int32.init) : nil
  }
}
