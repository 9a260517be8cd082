import Foundation

/// The processes of a run, as the system lists them.
enum ProcessList {
  /// Those that `parent` has started, by their rank.
  static func ranks(of parent: Int32) -> [Int: Int32] {
    var found: [Int: Int32] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let process = Int32(name), status(process)?.parent == parent,
        let rank = variable("RANK", of: process).flatMap({ Int($0) })
      else { continue }
      found[rank] = process
    }
    return found
  }

  /// Whether a process has not ended, though it may be stopped.
  static func lives(_ process: Int32) -> Bool {
    status(process).map { !"ZX".contains($0.state) } ?? false
  }

  /// What follows the program's name, which may hold anything.
  private static func status(_ process: Int32) -> (state: Character, parent: Int32)? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[end...].split(separator: " ")
    guard fields.count > 2, let state = fields[1].first else { return nil }
    return Int32(fields[2]).map { (state, $0) }
  }

  private static func variable(_ name: String, of process: Int32) -> String? {
    // Of no known length: it is read to its end.
    guard let file = FileHandle(forReadingAtPath: "/proc/\(process)/environ") else { return nil }
    let text = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
    return text.split(separator: "\0").first { $0.hasPrefix(name + "=") }
      .map { String($0.dropFirst(name.count + 1)) }
  }
}
