package import CentralizeOptions

/// A machine without surprises: two cores, and only the files that a test names.
package func machine(
  files: Set<String> = [], folders: Set<String> = ["/data"], environment: [String: String] = [:]
) -> Surroundings {
  Surroundings(environment: environment, currentFolder: "/home/me", cores: 2) { path in
    if files.contains(path) { return .file }
    return folders.contains(path) ? .folder : nil
  }
}

/// The least that makes a run.
package func minimal(
  _ change: (inout OptionMap) throws -> Void = { _ in }
) rethrows -> OptionMap {
  var options: OptionMap = [.model: "resnet8", .dataset: "fashion-mnist", .data: "/data"]
  try change(&options)
  return options
}

/// A small run of `resnet8` on Fashion-MNIST, on one thread, whose data need not be there.
package func configuration(
  data: String = "/data", _ change: (inout OptionMap) throws -> Void = { _ in }
) throws -> RunConfiguration {
  try minimal {
    $0[.data] = .text(data)
    $0[.batchSize] = 8
    $0[.threads] = 1
    try change(&$0)
  }.resolved(in: machine())
}
