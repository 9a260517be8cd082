import Foundation

/// What options depend on beside themselves: the environment, the folder, the machine, the files.
///
/// A value, so that tests can say what there is.
package struct Surroundings: Sendable {
  /// What a path leads to.
  package enum PathKind: Hashable, Sendable {
    case file
    case folder
  }

  package var environment: [String: String]
  /// The folder that relative paths start from, as an absolute path.
  package var currentFolder: String
  /// The processor cores that may be used, from 1.
  package var cores: Int
  /// The processes that make a run.
  package var processes = RunProcesses()
  /// What a path leads to; `nil` when there is nothing.
  package var kind: @Sendable (String) -> PathKind?
  /// The names in a folder; `nil` when there is none.
  package var names: @Sendable (String) -> [String]?

  package init(
    environment: [String: String], currentFolder: String, cores: Int,
    kind: @escaping @Sendable (String) -> PathKind?,
    names: @escaping @Sendable (String) -> [String]? = { _ in nil }
  ) {
    self.environment = environment
    self.currentFolder = currentFolder
    self.cores = cores
    self.kind = kind
    self.names = names
  }

  package static var current: Surroundings {
    Surroundings(
      environment: ProcessInfo.processInfo.environment,
      currentFolder: FileManager.default.currentDirectoryPath,
      cores: UsableCores.count,
      kind: { path in
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
          return nil
        }
        return isFolder.boolValue ? .folder : .file
      }, names: { try? FileManager.default.contentsOfDirectory(atPath: $0) })
  }

  /// The threads that compute when nothing else is said: as many as `OMP_NUM_THREADS` says, else one
  /// for each core that a launcher keeps for this process, or else for each of the machine, shared with the
  /// processes that are started, or were by a launcher, beside this one.
  package var threads: Int {
    // Of a list, one number for each level of nesting, the first.
    func number(_ variable: String) -> Int? {
      environment[variable]?.split(separator: ",").first.flatMap { Int($0) }.flatMap {
        $0 > 0 ? $0 : nil
      }
    }
    let own =
      processes.coresOfEach ?? cores / max(processes.here, number("LOCAL_WORLD_SIZE") ?? 1)
    return min(max(number("OMP_NUM_THREADS") ?? own, 1), Machine.mostThreads)
  }

  /// A path made absolute, without `.`, `..` and doubled slashes.
  package func absolute(_ path: String) -> String {
    // By scalars: a slash may be one character with what follows it.
    let full = path.unicodeScalars.first == "/" ? path : currentFolder + "/" + path
    var parts: [String] = []
    for part in full.unicodeScalars.split(separator: "/").map({ String($0) }) where part != "." {
      if part == ".." {
        _ = parts.popLast()
      } else {
        parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }
}
