import Foundation
import Torch

/// Makes any batch of one epoch, on any thread.
protocol BatchMaker: Sendable {
  /// A batch before it becomes tensors: memory that libtorch has not seen yet.
  associatedtype Assembled: Sendable

  /// Whether ``assemble(_:in:)`` computes with libtorch: it resizes images.
  var callsLibtorch: Bool { get }

  /// The batch at place `number` of the epoch.
  func assemble(_ number: Int, in workshop: ImageWorkshop) throws(DataError) -> Assembled
}

/// Worker threads that assemble batches ahead of the consumer, and the shelf they put them on.
///
/// A free worker takes the first batch that nobody has taken, unless it is too far ahead; the consumer
/// takes them from the shelf in order. An error lies on the shelf in the place of its batch.
///
/// Unchecked, because the compiler cannot see that all mutable state is touched under the lock of
/// `condition` only.
final class BatchQueue<Maker: BatchMaker>: @unchecked Sendable {
  private let assembler: Maker
  private let condition = NSCondition()
  /// The batches' numbers; all else counts places in this list.
  private let numbers: [Int]
  private let capacity: Int
  private var shelf: [Int: Result<Maker.Assembled, DataError>] = [:]
  private var nextToAssemble = 0
  private var nextToTake = 0
  private var isStopped = false
  private var runningWorkers: Int

  /// Starts `workers` threads on the batches `numbers`; no more than `capacity` of them exist at a
  /// time, assembled or under way.
  init(assembler: Maker, numbers: [Int], workers: Int, capacity: Int) {
    (self.assembler, self.numbers, self.capacity) = (assembler, numbers, capacity)
    runningWorkers = workers
    for _ in 0..<workers {
      Thread { self.work() }.start()
    }
  }

  /// The next batch in order, waiting for it.
  ///
  /// The caller knows when the last one is taken.
  func take() throws(DataError) -> Maker.Assembled {
    try waitForNext().get()
  }

  private func waitForNext() -> Result<Maker.Assembled, DataError> {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let result = shelf.removeValue(forKey: nextToTake) {
        nextToTake += 1
        condition.broadcast()
        return result
      }
      condition.wait()
    }
  }

  /// Ends the workers, each after the batch it has in hand, waits for that and frees what is left.
  func stop() {
    condition.lock()
    isStopped = true
    condition.broadcast()
    while runningWorkers > 0 { condition.wait() }
    shelf = [:]
    condition.unlock()
  }

  private func work() {
    if assembler.callsLibtorch { Runtime.computeAloneOnThisThread() }
    let workshop = ImageWorkshop()
    while let place = nextPlace() {
      let result: Result<Maker.Assembled, DataError>
      do throws(DataError) {
        result = .success(try assembler.assemble(numbers[place], in: workshop))
      } catch { result = .failure(error) }
      condition.lock()
      shelf[place] = result
      condition.broadcast()
      condition.unlock()
    }
    condition.lock()
    runningWorkers -= 1
    condition.broadcast()
    condition.unlock()
  }

  /// The place of the batch to assemble next, once there is room for it; nil when there is nothing left
  /// to do.
  private func nextPlace() -> Int? {
    condition.lock()
    defer { condition.unlock() }
    while !isStopped && nextToAssemble < numbers.count && nextToAssemble >= nextToTake + capacity {
      condition.wait()
    }
    guard !isStopped, nextToAssemble < numbers.count else { return nil }
    defer { nextToAssemble += 1 }
    return nextToAssemble
  }
}
