import Torch

/// Which parameters share a bucket: neighbors of one type, as many as fit.
enum BucketLayout {
  /// The buckets in the order in which a backward pass fills them, which is about that of the parameters from
  /// the last to the first.
  static func buckets(for parameters: [Parameter], bytes: Int) -> [GradientBucket] {
    var buckets: [GradientBucket] = []
    var open: [DType: (members: [(index: Int, parameter: Parameter)], bytes: Int)] = [:]
    func close(_ dtype: DType) {
      guard let bucket = open.removeValue(forKey: dtype) else { return }
      buckets.append(GradientBucket(bucket.members, dtype: dtype))
    }
    for (index, parameter) in parameters.enumerated().reversed() where parameter.requiresGrad {
      let size = parameter.count * parameter.dtype.byteCount
      if let bucket = open[parameter.dtype], bucket.bytes + size > bytes { close(parameter.dtype) }
      var bucket = open[parameter.dtype] ?? ([], 0)
      bucket.members.append((index, parameter))
      bucket.bytes += size
      open[parameter.dtype] = bucket
    }
    // In the order of a fixed list: a dictionary's differs from process to process.
    for dtype in DType.allCases { close(dtype) }
    return buckets
  }
}
