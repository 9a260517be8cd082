public import Torch

/// The batches that `next` gives, each made before the one before it is used.
///
/// So its way to `device` begins while the device works. On the CPU they come as they are asked for.
///
/// What `next` throws is thrown when the batch is asked for that it was to make.
public func aheadOfUse(
  on device: Device, _ next: @escaping () throws -> (any TrainingBatch)?
) -> () throws -> (any TrainingBatch)? {
  guard device != .cpu else { return next }
  var ahead: Result<(any TrainingBatch)?, any Error>?
  return {
    let batch = try (ahead ?? Result(catching: next)).get()
    ahead = batch == nil ? .success(nil) : Result(catching: next)
    return batch
  }
}

extension Tensor {
  /// This tensor if it is on `device`, else a copy that goes there by way of pinned memory, for which nobody waits.
  public func sentAhead(to device: Device) -> Tensor {
    device == self.device ? self : pinned().sent(to: device)
  }
}
