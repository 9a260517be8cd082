import RunRecords
import CentralizeOptions
import Foundation
import Processes
import Torch

extension Provenance {
  init(threads: Int, on device: Device, data: [String: String], weights: String? = nil) {
    self.init(
      version: ProductVersion.current, commit: SourceCommit.current, libtorch: Runtime.version,
      cpuCapability: Runtime.cpuCapability, threads: threads,
      device: device == .cpu ? nil : device.description, data: data, weights: weights)
  }
}

/// The commit of the checkout that this program was built in.
private enum SourceCommit {
  /// The forty digits of the commit, or `unknown` outside of a checkout.
  static let current: String = find() ?? "unknown"

  private static func find() -> String? {
    var folder = URL(fileURLWithPath: OwnExecutable.folder)
    while folder.path != "/" {
      let git = folder.appendingPathComponent(".git")
      if let head = text(git.appendingPathComponent("HEAD")) { return commit(of: head, in: git) }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  private static func commit(of head: String, in git: URL) -> String? {
    guard head.hasPrefix("ref: ") else { return head }
    let reference = String(head.dropFirst("ref: ".count))
    if let commit = text(git.appendingPathComponent(reference)) { return commit }
    return text(git.appendingPathComponent("packed-refs"))?.split(whereSeparator: \.isNewline)
      .first { $0.hasSuffix(" " + reference) }.map { String($0.prefix(40)) }
  }

  private static func text(_ url: URL) -> String? {
    (try? String(contentsOf: url, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
