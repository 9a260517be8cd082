extension ProcessEnvironment {
  /// The group of a step of Slurm, as `srun` starts it.
  ///
  /// A shell inside an allocation knows the number of its tasks too, but is none of them: the script of
  /// `sbatch` has no step, and the shell of `salloc` a step with a number of its own kind.
  ///
  /// Where nothing names a port, it is `20000 + (job + 1000 · step) mod 10000`: the same for all processes
  /// of a step, and another one for a job or step beside it.
  static func slurm(
    _ variables: EnvironmentVariables
  ) throws(EnvironmentError) -> ProcessEnvironment? {
    guard let name = variables.first(of: "SLURM_STEP_ID", "SLURM_STEPID")?.name,
      variables["SLURM_PROCID"] != nil
    else { return nil }
    let step = try variables.requiredNumber(name, in: 0...Int.max, "the number of a step")
    guard step < firstReservedStep,
      let tasks = variables.first(of: "SLURM_STEP_NUM_TASKS", "SLURM_NTASKS")?.name
    else { return nil }
    let size = try variables.requiredNumber(
      tasks, in: 1...mostProcesses, "the number of processes, from 1 to \(mostProcesses)")
    let rank = try variables.requiredNumber(
      "SLURM_PROCID", in: 0...size - 1,
      "the number of this process, from 0 to \(size - 1), as \(tasks) is \(size)")
    guard size > 1 else { return nil }
    var group = ProcessEnvironment(
      rank: rank, of: size, host: try slurmHost(variables), port: try slurmPort(variables, step),
      restartCount: try restartCount(variables), launcher: .slurm)
    try group.takeSlurmLocal(variables)
    group.cores = try variables.number(
      "SLURM_CPUS_PER_TASK", in: 1...Int(Int32.max), "the cores of each process, from 1")
    return group
  }

  /// Slurm's own steps, such as that of the shell of `salloc`, have numbers from here on.
  private static let firstReservedStep = 0xffff_fff0

  private static func slurmHost(
    _ variables: EnvironmentVariables
  ) throws(EnvironmentError) -> String {
    if let host = variables["MASTER_ADDR"] { return host }
    let lists = variables.first(of: "SLURM_STEP_NODELIST", "SLURM_JOB_NODELIST", "SLURM_NODELIST")
    guard let lists, let host = firstHost(of: lists.value) else {
      throw variables.wrong(
        lists?.name ?? "SLURM_STEP_NODELIST", "a list of hosts such as n[001-004,7],m9")
    }
    return host
  }

  /// The first host of a list such as `n[001-004,7],m9`; `nil` where it is none.
  static func firstHost(of list: String) -> String? {
    var host = ""
    var rest = Substring(list)
    while let character = rest.popFirst(), character != "," {
      guard character == "[" else {
        if character == "]" { return nil }
        host.append(character)
        continue
      }
      guard let end = rest.firstIndex(of: "]") else { return nil }
      let number = rest[..<end].prefix { $0 != "," && $0 != "-" }
      if number.isEmpty || !number.allSatisfy(\.isNumber) { return nil }
      host += number
      rest = rest[rest.index(after: end)...]
    }
    return host.isEmpty ? nil : host
  }

  private static func slurmPort(
    _ variables: EnvironmentVariables, _ step: Int
  ) throws(EnvironmentError) -> Int {
    let port = try variables.number(
      "MASTER_PORT", in: 1...65_535, "the port of rank 0, from 1 to 65535")
    if let port { return port }
    let name = variables.first(of: "SLURM_JOB_ID", "SLURM_JOBID")?.name ?? "SLURM_JOB_ID"
    let job = try variables.requiredNumber(
      name, in: 0...Int(UInt32.max), "the number of a job, as MASTER_PORT is not set")
    return 20_000 + (job + 1000 * step) % 10_000
  }

  private mutating func takeSlurmLocal(
    _ variables: EnvironmentVariables
  ) throws(EnvironmentError) {
    let tasks = try slurmLocalSize(variables)
    let most = tasks?.size ?? size
    localRank =
      try variables.number(
        "SLURM_LOCALID", in: 0...most - 1,
        "the number of this process on this host, from 0 to \(most - 1)"
          + (tasks.map { ", as \($0.name) is '\(variables[$0.name] ?? "")'" } ?? "")) ?? 0
    localSize = tasks?.size ?? localRank + 1
  }

  /// The processes on this host: `2(x3),1` are two on each of three hosts, and one on the last.
  private func slurmLocalSize(
    _ variables: EnvironmentVariables
  ) throws(EnvironmentError) -> (name: String, size: Int)? {
    let name = "SLURM_STEP_TASKS_PER_NODE"
    guard let text = variables[name] else {
      let name = "SLURM_NTASKS_PER_NODE"
      return try variables.number(name, in: 1...Self.mostProcesses, "the processes of each host")
        .map { (name, $0) }
    }
    guard let counts = Self.counts(text), counts.reduce(0, +) == size else {
      throw variables.wrong(name, "the processes of each host, such as 2(x3),1, \(size) of all")
    }
    let host =
      try variables.number(
        "SLURM_NODEID", in: 0...counts.count - 1,
        "the number of this host, from 0 to \(counts.count - 1), as \(name) is '\(text)'") ?? 0
    return (name, counts[host])
  }

  private static func counts(_ text: String) -> [Int]? {
    var counts: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: "(x", maxSplits: 1, omittingEmptySubsequences: false)
      guard let count = Int(words[0]), (1...mostProcesses).contains(count) else { return nil }
      var times = 1
      if words.count == 2 {
        guard words[1].last == ")", let number = Int(words[1].dropLast()),
          (1...mostProcesses).contains(number)
        else { return nil }
        times = number
      }
      counts += Array(repeating: count, count: times)
      if counts.count > mostProcesses { return nil }
    }
    return counts
  }
}
