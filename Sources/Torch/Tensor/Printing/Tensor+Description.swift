import CTorch

extension Tensor: CustomStringConvertible {
  /// The values as PyTorch prints them, with what is unusual about the tensor: its device, type, gradient function.
  ///
  ///     tensor([[0., 1., 2.],
  ///             [3., 4., 5.]])
  ///
  /// Numbers have four digits behind the point, or are written scientifically where their sizes differ much. Of more than
  /// 1,000 elements the first and last three along each dimension are shown. Waits for the device.
  public var description: String {
    let start = "tensor("
    let (values, suffixes) = withoutGrad { contents(indent: start.count) }
    return TensorText.joined(start + values, suffixes + history, breaksFirst: isSparse) + ")"
  }

  /// The values, and what is said after them.
  private func contents(indent: Int) -> (values: String, suffixes: [String]) {
    var suffixes = device == .cpu ? [] : ["device='\(device)'"]
    let size = "size=" + Self.tuple(shape)
    let type = "dtype=torch.\(dtype)"
    if isSparse { return sparseContents(indent: indent, suffixes, size: size, type: type) }
    if device == .meta { return ("...", suffixes + [size] + (dtype == .float32 ? [] : [type])) }
    if count == 0 {
      if rank != 1 { suffixes.append(size) }
      return ("[]", suffixes + (dtype == .float32 ? [] : [type]))
    }
    return (TensorText(self).text(indent: indent), suffixes + (hasUsualType ? [] : [type]))
  }

  private func sparseContents(
    indent: Int, _ suffixes: [String], size: String, type: String
  ) -> (values: String, suffixes: [String]) {
    let parts = sparseParts.map { name, part in
      let start = "\(name)=tensor("
      let text = part.count == 0 ? "[]" : TensorText(part).text(indent: indent + start.count)
      return start + text + (part.count == 0 ? ", size=" + Self.tuple(part.shape) : "") + ")"
    }
    let stored = "nnz=\(sparseParts[1].part.size(0))"
    return (
      parts.joined(separator: ",\n" + String(repeating: " ", count: indent)),
      suffixes + [size, stored] + (hasUsualType ? [] : [type]) + ["layout=torch.sparse_coo"]
    )
  }

  private var hasUsualType: Bool { [.float32, .int64, .bool].contains(dtype) }

  /// How the tensor came about, or whether a gradient is wanted of it.
  private var history: [String] {
    if let name = ct_gradient_function(handle).map({ String(cString: $0) }) {
      return ["grad_fn=<\(name)>"]
    }
    return requiresGrad ? ["requires_grad=True"] : []
  }

  /// As Python writes it.
  private static func tuple(_ sizes: [Int]) -> String {
    "(" + sizes.map { "\($0)" }.joined(separator: ", ") + (sizes.count == 1 ? ",)" : ")")
  }
}
