import Foundation

/// What options depend on beside themselves: the environment, the folder, the machine, the files.
///
/// A value, so that tests can say what there is.
public struct Surroundings: Sendable {
  /// What a path leads to.
  public enum PathKind: Hashable, Sendable {
    /// A file, or anything that is read like one.
    case file
    /// A folder.
    case folder
  }

  /// The environment variables.
  public var environment: [String: String]
  /// The folder that relative paths start from, as an absolute path.
  public var currentFolder: String
  /// The number of processor cores, from 1.
  public var cores: Int
  /// What a path leads to; `nil` when there is nothing.
  public var kind: @Sendable (String) -> PathKind?
  /// The names in a folder; `nil` when there is none.
  public var names: @Sendable (String) -> [String]?

  /// Surroundings made of their parts.
  public init(
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

  /// The surroundings of this process.
  public static var current: Surroundings {
    Surroundings(
      environment: ProcessInfo.processInfo.environment,
      currentFolder: FileManager.default.currentDirectoryPath,
      cores: ProcessInfo.processInfo.activeProcessorCount,
      kind: { path in
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
          return nil
        }
        return isFolder.boolValue ? .folder : .file
      },
      names: { try? FileManager.default.contentsOfDirectory(atPath: $0) })
  }

  /// The threads that compute when nothing else is said: one for each core.
  public var threads: Int {
    min(max(cores, 1), Machine.mostThreads)
  }

  /// A path made absolute, without `.`, `..` and doubled slashes.
  public func absolute(_ path: String) -> String {
    let full = path.hasPrefix("/") ? path : currentFolder + "/" + path
    var parts: [Substring] = []
    for part in full.split(separator: "/") where part != "." {
      if part == ".." {
        _ = parts.popLast()
      } else {
        parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }
}
