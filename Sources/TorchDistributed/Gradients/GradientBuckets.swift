public import Torch

/// Adds up the gradients of a step's micro-batches, over one process or many, with the same bits.
///
///     let buckets = try GradientBuckets(network.namedParameters, group: group)
///     let mine = group.share(of: accumulate)
///     buckets.begin(microBatches: mine, of: accumulate)
///     for index in mine {
///       buckets.beginMicroBatch(index)
///       (loss(of: index) / Double(accumulate)).backward()
///       buckets.endMicroBatch()
///     }
///     try buckets.finish()
///     optimizer.step(clearingGradients: true)
///     buckets.end(gradientsAreZero: true)
///
/// The sum of n micro-batches is a tree that depends on n alone: of n's smallest prime factor p the p
/// parts, each of them such a tree, are added from the left. Processes that have equal shares in 2ᵏ parts,
/// and add their sums as ``ProcessGroup`` does, make the same tree, so that 1, 2, 4 or 8 of them get the
/// same bits where the number divides n.
///
/// The gradients lie in buckets, of one element type each, and have their parameters' strides. In a group a
/// bucket goes to a thread of its own when the last micro-batch's backward pass has made all its gradients,
/// and travels while the pass goes on; that thread has connections of its own, so that the collectives of
/// the training thread do not come between. The parameters must not move, change their type, or begin to
/// require a gradient while there are buckets for them.
public final class GradientBuckets {
  /// Who is called when a parameter's gradient has come.
  private final class Arrival {
    unowned let owner: GradientBuckets
    let bucket: GradientBucket
    let slot: GradientBucket.Slot

    init(_ owner: GradientBuckets, _ bucket: GradientBucket, _ slot: GradientBucket.Slot) {
      (self.owner, self.bucket, self.slot) = (owner, bucket, slot)
    }
  }

  /// A bucket on its way to the thread.
  // Unchecked: the training thread leaves it alone until the thread is done.
  private struct Handed: @unchecked Sendable { let bucket: GradientBucket }

  /// The number of buckets.
  public var bucketCount: Int { buckets.count }

  private let parameters: [Parameter]
  private let buckets: [GradientBucket]
  private let sum: RankSum?
  private let thread: CommunicationThread?
  private var arrivals: [Arrival] = []

  private var tree = MicroBatchTree(count: 1)
  private var microBatches = 0..<0
  private var next = 0
  private var isInMicroBatch = false
  private var isZero = true
  /// Whether a gradient has come in this step, by parameter.
  private var hasGradient: [Bool]
  /// Whether it has come in this micro-batch.
  private var hasArrived: [Bool]
  private var handedBuckets = 0

  private var isLast: Bool { next == microBatches.upperBound - 1 }

  /// Buckets for the gradients of `parameters`; those that require none now are left out.
  ///
  /// - Parameters:
  ///   - parameters: the same in all processes, in the same order; on the CPU, or on each process's CUDA
  ///     device.
  ///   - group: the processes that add; all of them call this.
  ///   - bucketBytes: how large a bucket may become; one parameter may be larger.
  ///   - overlapsBackward: whether buckets travel during the last backward pass, so that nobody may read the
  ///     gradients between it and ``finish()``, or after it.
  /// - Throws: `DistributedError` when the processes do not find each other in time.
  public init(
    _ parameters: [Named<Parameter>], group: ProcessGroup, bucketBytes: Int = 8 << 20,
    overlapsBackward: Bool = true
  ) throws(DistributedError) {
    self.parameters = parameters.map(\.value)
    buckets = BucketLayout.buckets(for: self.parameters, bytes: bucketBytes)
    sum = try group.makeSum()
    thread = sum != nil && overlapsBackward ? CommunicationThread() : nil
    hasGradient = parameters.map { _ in false }
    hasArrived = hasGradient
    for bucket in buckets {
      for slot in bucket.slots {
        let arrival = Arrival(self, bucket, slot)
        arrivals.append(arrival)
        slot.parameter.setGradientHook(
          { context in
            guard let context else { return }
            let arrival = Unmanaged<Arrival>.fromOpaque(context).takeUnretainedValue()
            arrival.owner.gradientHasCome(arrival.bucket, arrival.slot)
          }, Unmanaged.passUnretained(arrival).toOpaque())
      }
    }
  }

  deinit {
    for arrival in arrivals { arrival.slot.parameter.setGradientHook(nil) }
    thread?.cancel()
  }

  /// Begins a step: all gradients are zero, and those of the buckets.
  ///
  /// - Parameters:
  ///   - microBatches: the numbers of this process's micro-batches, which come one after the other.
  ///   - total: the number of micro-batches of the step, over all processes.
  public func begin(microBatches: Range<Int>, of total: Int) {
    precondition(
      microBatches.lowerBound >= 0 && microBatches.upperBound <= total,
      "micro-batches \(microBatches) of \(total)")
    _ = thread?.finish()
    tree = MicroBatchTree(count: microBatches.count)
    (self.microBatches, next) = (microBatches, microBatches.lowerBound)
    (isInMicroBatch, handedBuckets) = (false, 0)
    for index in hasGradient.indices { hasGradient[index] = false }
    withoutGrad { for bucket in buckets { bucket.prepare(isZero: isZero) } }
    isZero = false
  }

  /// Begins a micro-batch, whose loss has one backward pass: that of its share of the step's loss.
  public func beginMicroBatch(_ index: Int) {
    precondition(
      index == next && index < microBatches.upperBound && !isInMicroBatch,
      "micro-batch \(index) is not the next, which is \(next) of \(microBatches)")
    for bucket in buckets { bucket.missing = bucket.slots.count }
    for index in hasArrived.indices { hasArrived[index] = false }
    isInMicroBatch = true
  }

  /// Ends a micro-batch, after its backward pass.
  public func endMicroBatch() {
    precondition(isInMicroBatch, "no micro-batch has begun")
    isInMicroBatch = false
    if !isLast, let carry = tree.carry(after: next - microBatches.lowerBound) {
      for bucket in buckets { bucket.carry(carry) }
    }
    next += 1
  }

  /// Waits until the gradients of all processes are there: the sums over all micro-batches.
  ///
  /// A parameter that got a gradient in no micro-batch of any process has `grad == nil` from here to the next
  /// ``begin(microBatches:of:)``.
  ///
  /// - Throws: `DistributedError` when another process is gone or silent; then the gradients are as after
  ///   ``abandon()``.
  public func finish() throws(DistributedError) {
    precondition(
      next == microBatches.upperBound && !isInMicroBatch,
      "micro-batch \(next) of \(microBatches) is missing")
    do throws(DistributedError) {
      while handedBuckets < buckets.count { try handNext() }
      if let error = thread?.finish() { throw error }
    } catch {
      abandon()
      throw error
    }
    for bucket in buckets {
      let unused =
        sum == nil
        ? bucket.slots.map(\.index).filter { !hasGradient[$0] } : bucket.unused
      for index in unused { parameters[index].grad = nil }
    }
  }

  /// Ends a step.
  ///
  /// - Parameter gradientsAreZero: whether all gradients have been cleared in place already, as
  ///   `Optimizer.step(clearingGradients:)` does.
  public func end(gradientsAreZero: Bool = false) { isZero = gradientsAreZero }

  /// Gives a step up, at any moment: no parameter has a gradient any more, and nothing is handed to other
  /// processes until the next step begins.
  public func abandon() {
    (isInMicroBatch, isZero) = (false, false)
    (microBatches, next) = (0..<0, 0)
    thread?.cancel()
    for parameter in parameters { parameter.grad = nil }
  }

  private func gradientHasCome(_ bucket: GradientBucket, _ slot: GradientBucket.Slot) {
    guard isInMicroBatch, !hasArrived[slot.index] else { return }
    precondition(
      slot.parameter.grad?.isSame(as: slot.view) == true,
      "the gradient of a parameter \(slot.parameter) was replaced during a step")
    hasArrived[slot.index] = true
    hasGradient[slot.index] = true
    bucket.missing -= 1
    guard isLast, thread != nil else { return }
    while handedBuckets < buckets.count, buckets[handedBuckets].missing == 0 {
      // With a thread, handing over cannot fail.
      try? handNext()
    }
  }

  /// Hands the next bucket over, in an order that is the same in all processes.
  private func handNext() throws(DistributedError) {
    let bucket = buckets[handedBuckets]
    handedBuckets += 1
    let carry = microBatches.isEmpty ? nil : tree.carry(after: microBatches.count - 1)
    guard let thread, let sum else {
      if let carry { bucket.carry(carry) }
      if let sum { try bucket.reduce(hasGradient, sum) }
      return
    }
    let (handed, hasGradient) = (Handed(bucket: bucket), hasGradient)
    thread.add { () throws(DistributedError) in
      if let carry { handed.bucket.carry(carry) }
      try handed.bucket.reduce(hasGradient, sum)
    }
  }
}
