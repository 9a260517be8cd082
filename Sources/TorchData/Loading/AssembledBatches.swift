/// The assembled batches of an epoch, in order: made by workers ahead of time, or as they are asked for.
///
/// Workers start at once, before the first ``next()``, and end with the last batch or when this object
/// goes, whichever comes first. Not for use from several threads at once.
final class AssembledBatches<Maker: BatchMaker> {
  private let maker: Maker
  private let queue: BatchQueue<Maker>?
  private lazy var workshop = ImageWorkshop()
  private var remaining: ArraySlice<Int>

  /// The batches `numbers`; each of the workers may be `prefetch` batches ahead.
  init(_ maker: Maker, numbers: [Int], workers: Int, prefetch: Int) {
    self.maker = maker
    remaining = numbers[...]
    let workers = min(workers, numbers.count)
    queue =
      workers == 0
      ? nil
      : BatchQueue(
        assembler: maker, numbers: numbers, workers: workers, capacity: workers * prefetch)
  }

  deinit { queue?.stop() }

  /// The next batch; nil after the last one, and after an error.
  func next() throws(DataError) -> Maker.Assembled? {
    guard let number = remaining.popFirst() else { return nil }
    do throws(DataError) {
      if let queue { return try queue.take() }
      return try maker.assemble(number, in: workshop)
    } catch {
      remaining = []
      throw error
    }
  }
}
