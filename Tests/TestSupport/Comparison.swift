public import Torch

/// The largest difference between two tensors, relative to the largest element of `expected`.
///
/// Infinite where the shapes differ or an element is not a number, so that no test passes by
/// comparing nothing.
public func maxDifference(_ found: Tensor, _ expected: Tensor) -> Double {
  guard found.shape == expected.shape, found.isFinite, expected.isFinite else { return .infinity }
  guard expected.count > 0 else { return 0 }
  let (found, expected) = withoutGrad { (found.to(.float64), expected.to(.float64)) }
  let difference = (found - expected).abs().max().item
  let scale = expected.abs().max().item
  return scale == 0 ? difference : difference / scale
}

/// Whether both tensors have the same shape, element type and bits.
public func isBitIdentical(_ a: Tensor, _ b: Tensor) -> Bool {
  a.shape == b.shape && a.dtype == b.dtype && bytes(of: a) == bytes(of: b)
}

/// The elements' bytes, row by row.
public func bytes(of tensor: Tensor) -> [UInt8] {
  withoutGrad { tensor.contiguous() }.withBytes { Array($0) }
}
