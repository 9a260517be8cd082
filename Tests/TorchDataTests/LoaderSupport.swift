import Foundation
import Synchronization
import Torch
import TorchData

/// The contents of a batch as arrays.
struct Contents: Equatable {
  /// `[N, C, H, W]`, the last dimension fastest, whatever the memory format.
  let images: [Double]
  let labels: [Int]
  let indices: [Int]

  init(_ batch: Batch) {
    images = batch.images.array(of: Double.self)
    labels = batch.labels.array(of: Int.self)
    indices = batch.indices
  }
}

extension DataLoader {
  /// What the batches of an epoch hold, from one of them on.
  func contents(epoch: Int, startingAt first: Int = 0) throws(DataError) -> [Contents] {
    let batches = batches(epoch: epoch, startingAt: first)
    var contents: [Contents] = []
    while let batch = try batches.next() { contents.append(Contents(batch)) }
    return contents
  }
}

/// `count` images whose values tell them, their channels and their pixels apart.
func distinctImages(
  _ count: Int, shape: ImageShape = ImageShape(channels: 1, height: 4, width: 5)
) -> InMemoryImages {
  InMemoryImages(
    pixels: (0..<count * shape.valueCount).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 256) },
    labels: (0..<count).map { $0 % 3 }, imageShape: shape, classCount: 3)
}

/// A data set that counts who reads it, takes its time, and fails on some images.
final class SlowImages: ImageDataset {
  let labels: [Int]
  let classCount = 2
  let channels = 1
  let commonShape: ImageShape? = ImageShape(channels: 1, height: 1, width: 1)
  private let failing: Set<Int>
  private let delay: @Sendable (Int) -> Double
  private let reads = Mutex<[Int]>([])
  private let threads = Mutex<Set<String>>([])

  /// `delay` gives the seconds that an image takes.
  init(
    count: Int, failing: Set<Int> = [], delay: @escaping @Sendable (Int) -> Double = { _ in 0 }
  ) {
    labels = [Int](repeating: 1, count: count)
    (self.failing, self.delay) = (failing, delay)
  }

  /// The images read so far.
  var readIndices: [Int] { reads.withLock { $0 } }

  /// The threads that have read, as ``currentThread()`` calls them.
  var readers: Set<String> { threads.withLock { $0 } }

  func withImage(
    at index: Int, _ body: (_ image: StoredImage) throws(DataError) -> Void
  ) throws(DataError) {
    reads.withLock { $0.append(index) }
    let thread = currentThread()
    threads.withLock { _ = $0.insert(thread) }
    Thread.sleep(forTimeInterval: delay(index))
    if failing.contains(index) { throw .unreadable(file: "image \(index)", reason: "it is bad") }
    try [UInt8(truncatingIfNeeded: index)].withUnsafeBufferPointer { (pixels) throws(DataError) in
      try body(.pixels(pixels, ImageShape(channels: 1, height: 1, width: 1)))
    }
  }
}

extension ImageDataset {
  /// Calls `body` once with the pixels of an image that is stored decoded.
  func withPixels(
    at index: Int, _ body: (_ pixels: UnsafeBufferPointer<UInt8>) -> Void
  ) throws(DataError) {
    try withImage(at: index) { (image) throws(DataError) in
      if case .pixels(let pixels, _) = image { body(pixels) }
    }
  }
}

/// What the system calls the running thread; no other thread has this name while it lives.
func currentThread() -> String {
  String(describing: pthread_self())
}

/// Waits until `condition` holds; false if it has not after ten seconds.
func eventually(_ condition: () -> Bool) -> Bool {
  for _ in 0..<2_000 {
    if condition() { return true }
    Thread.sleep(forTimeInterval: 0.005)
  }
  return condition()
}
