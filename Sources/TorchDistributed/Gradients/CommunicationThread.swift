import Foundation
import Torch

/// A thread that makes collectives one after the other, beside the thread that trains.
///
/// After a failure it does no more, until the failure was asked for.
final class CommunicationThread: Sendable {
  typealias Job = @Sendable () throws(DistributedError) -> Void

  /// What both threads see, under the lock of its condition.
  // Unchecked: every access is between `lock` and `unlock`.
  private final class Queue: @unchecked Sendable {
    let condition = NSCondition()
    var jobs: [Job] = []
    var isWorking = false
    var isStopped = false
    var error: DistributedError?

    func work() {
      Runtime.computeAloneOnThisThread()
      condition.lock()
      while true {
        while jobs.isEmpty, !isStopped { condition.wait() }
        if isStopped { break }
        let job = jobs.removeFirst()
        isWorking = true
        condition.unlock()
        var failure: DistributedError?
        do { try job() } catch { failure = error }
        condition.lock()
        isWorking = false
        if let failure {
          error = failure
          jobs = []
        }
        condition.broadcast()
      }
      condition.unlock()
    }
  }

  private let queue = Queue()

  init() {
    let thread = Thread { [queue] in queue.work() }
    thread.name = "collectives"
    thread.start()
  }

  deinit {
    queue.condition.lock()
    queue.isStopped = true
    queue.condition.broadcast()
    queue.condition.unlock()
  }

  /// Appends a job, unless one has failed.
  func add(_ job: @escaping Job) {
    queue.condition.lock()
    if queue.error == nil { queue.jobs.append(job) }
    queue.condition.broadcast()
    queue.condition.unlock()
  }

  /// Takes back the jobs that have not begun.
  func cancel() {
    queue.condition.lock()
    queue.jobs = []
    queue.condition.unlock()
  }

  /// Waits until there is no job left; what one of them failed with.
  func finish() -> DistributedError? {
    queue.condition.lock()
    defer { queue.condition.unlock() }
    while queue.isWorking || !queue.jobs.isEmpty { queue.condition.wait() }
    defer { queue.error = nil }
    return queue.error
  }
}
