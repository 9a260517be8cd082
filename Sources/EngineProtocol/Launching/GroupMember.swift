import Foundation
import Processes
import Settings
import Synchronization

/// One process of a group: what it has said, what it was sent, and how it ended, or its part in the run did.
final class GroupMember {
  let process: EngineProcess
  let rank: Int
  private let isAlone: Bool
  private var sent: Set<Int32> = []
  /// Why it ended, as far as it said so.
  private(set) var ending: RunEvent?
  private(set) var lastSentence: String?
  private(set) var end: Subprocess.End?
  /// Which of all it was to end, or to say why it will.
  private(set) var order = Int.max

  private static let ends = Atomic(0)

  init(_ process: EngineProcess, rank: Int, isAlone: Bool) {
    (self.process, self.rank, self.isAlone) = (process, rank, isAlone)
  }

  func send(_ signal: Int32) {
    sent.insert(signal)
    process.send(signal)
  }

  func hear(_ events: [RunEvent], _ sentences: [String]) {
    for event in events {
      switch event {
      case .failure, .peerFailure, .interrupted:
        ending = event
        takeOrder()
      case .ended(let code): ends(.code(code))
      default: break
      }
    }
    guard let sentence = sentences.last else { return }
    let prefix = "Error: "
    lastSentence =
      sentence.hasPrefix(prefix) ? String(sentence.dropFirst(prefix.count)) : sentence
  }

  func ends(_ end: Subprocess.End) {
    self.end = end
    takeOrder()
  }

  private func takeOrder() {
    if order == .max { order = Self.ends.add(1, ordering: .relaxed).newValue }
  }

  /// Whether it has ended before its work was done, and not because it was asked to.
  var isLost: Bool {
    switch end {
    case nil, .code(0), .code(130): false
    case .code: true
    case .signal(let number): !sent.contains(number)
    }
  }

  /// What it knows of another that it has lost.
  var peerFailure: String? { if case .peerFailure(let reason) = ending { reason } else { nil } }

  var exitCode: Int32 { if case .code(let code) = end, code > 0 { code } else { 1 } }

  var words: String { end?.words ?? "" }

  /// A sentence about this process, with its name where there are others.
  func named(_ sentence: String) -> String {
    isAlone ? sentence : "rank \(rank) on \(ProcessEnvironment.hostName): \(sentence)"
  }
}
