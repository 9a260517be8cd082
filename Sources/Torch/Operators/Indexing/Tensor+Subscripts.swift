private enum Ops {
  static let index = Operator("aten::index", overload: "Tensor")
  static let put = Operator("aten::index_put_")
  static let slice = Operator("aten::slice", overload: "Tensor")
}

// Numbers, ranges and words give a view: what is written to it, or in place of it, is written to this tensor. Tensors of
// indices give a copy; written in place of it, it goes to the entries that they name. Indices stand for the dimensions in
// their order, and what they leave out is taken whole. A value that is written is converted and broadcast.
extension Tensor {
  /// The entries along the first dimension.
  public subscript(_ a: some TensorIndex) -> Tensor {
    get { read([a]) }
    set { write([a], newValue) }
  }
  /// The entries along the first two dimensions.
  public subscript(_ a: some TensorIndex, _ b: some TensorIndex) -> Tensor {
    get { read([a, b]) }
    set { write([a, b], newValue) }
  }
  /// The entries along the first three dimensions.
  public subscript(
    _ a: some TensorIndex, _ b: some TensorIndex, _ c: some TensorIndex
  ) -> Tensor {
    get { read([a, b, c]) }
    set { write([a, b, c], newValue) }
  }
  /// The entries along the first four dimensions.
  public subscript(
    _ a: some TensorIndex, _ b: some TensorIndex, _ c: some TensorIndex, _ d: some TensorIndex
  ) -> Tensor {
    get { read([a, b, c, d]) }
    set { write([a, b, c, d], newValue) }
  }

  private func read(_ indices: [any TensorIndex]) -> Tensor {
    let (view, gathered) = place(of: indices)
    return gathered.map { Ops.index(view, OptionalTensorList($0)) } ?? view
  }

  private func write(_ indices: [any TensorIndex], _ value: Tensor) {
    let (view, gathered) = place(of: indices)
    guard let gathered else { return view.copy(from: value) }
    Ops.put.mutate(view, OptionalTensorList(gathered), value.to(dtype).to(device))
  }

  /// The view that all but tensors of indices make, and those where there are any, in the order of its leading dimensions:
  /// `nil` for one that is taken whole.
  private func place(of indices: [any TensorIndex]) -> (view: Tensor, gathered: [Tensor?]?) {
    var (view, dim) = (self, 0)
    var gathered: [Tensor?] = []
    for step in withoutEllipsis(indices.map(\.indexingStep)) {
      switch step {
      case .entry(let index):
        let size = view.size(dim)
        expect(
          (-size..<size).contains(index), "index \(index) into \(size) entries of \(shape)")
        view = view.select(dim, index)
      case .slice(let lower, let upper, let by):
        view = view.sliced(dim, from: lower, upTo: upper, by: by)
        gathered.append(nil)
        dim += 1
      case .newDim:
        view = view.unsqueezed(dim)
        gathered.append(nil)
        dim += 1
      case .gather(let tensor):
        gathered.append(tensor)
        dim += step.dims
      case .ellipsis: break
      }
    }
    return (view, gathered.contains { $0 != nil } ? gathered : nil)
  }

  /// `steps` with as many whole dimensions in place of an ellipsis as nothing else stands for.
  private func withoutEllipsis(_ steps: [IndexingStep]) -> [IndexingStep] {
    let dims = steps.map(\.dims).reduce(0, +)
    expect(dims <= rank, "indices for \(dims) dimensions of \(shape)")
    expect(steps.count(where: \.isEllipsis) <= 1, "more than one ellipsis")
    let whole = IndexingStep.slice(from: nil, upTo: nil, by: 1)
    return steps.flatMap { $0.isEllipsis ? Array(repeating: whole, count: rank - dims) : [$0] }
  }

  /// Every `by`th entry along `dim` from one bound to before another, each of which may count from the end.
  private func sliced(_ dim: Int, from lower: Int?, upTo upper: Int?, by: Int) -> Tensor {
    let size = size(dim)
    func place(_ bound: Int) -> Int { bound < 0 ? bound + size : bound }
    let (start, end) = (place(lower ?? 0), upper.map(place) ?? size)
    expect(
      0 <= start && start <= end && end <= size,
      "entries \(start)..<\(end) of \(size) in a dimension of \(shape)")
    expect(by >= 1, "a step: expected at least 1, found \(by)")
    if by > 1 { return Ops.slice(self, dim, start, end, by) }
    return start == 0 && end == size ? self : narrowed(dim, from: start, count: end - start)
  }
}

extension IndexingStep {
  /// How many dimensions it stands for; a mask for as many as it has.
  fileprivate var dims: Int {
    switch self {
    case .entry, .slice: 1
    case .newDim, .ellipsis: 0
    case .gather(let tensor): tensor.dtype == .bool ? tensor.rank : 1
    }
  }

  fileprivate var isEllipsis: Bool { if case .ellipsis = self { true } else { false } }
}
