// Literals make the types that PyTorch's do: `Tensor([1.0, 2])` and `Tensor([[1, 2.5], [3, 4]])` are float32,
// `Tensor([1, 2])` is int64. A variable keeps its type: of `[Double]` comes float64. The initializers of any element stand
// back behind those of `Float` and `Int`, else a literal would be `Double`.
extension Tensor {
  /// A tensor of float32 with a copy of `elements`, row by row.
  public convenience init(_ elements: [Float], shape: [Int]) {
    self.init(copying: elements, shape: shape)
  }
  /// A tensor of int64 with a copy of `elements`, row by row.
  public convenience init(_ elements: [Int], shape: [Int]) {
    self.init(copying: elements, shape: shape)
  }
  /// A tensor with a copy of `elements`, row by row.
  @_disfavoredOverload
  public convenience init<Element: TensorElement>(_ elements: [Element], shape: [Int]) {
    self.init(copying: elements, shape: shape)
  }

  /// A tensor of float32 and rank 1 with a copy of `elements`.
  public convenience init(_ elements: [Float]) { self.init(elements, shape: [elements.count]) }
  /// A tensor of int64 and rank 1 with a copy of `elements`.
  public convenience init(_ elements: [Int]) { self.init(elements, shape: [elements.count]) }
  /// A tensor of rank 1 with a copy of `elements`.
  @_disfavoredOverload
  public convenience init<Element: TensorElement>(_ elements: [Element]) {
    self.init(elements, shape: [elements.count])
  }

  /// A tensor of float32 and rank 0.
  public convenience init(_ element: Float) { self.init([element], shape: []) }
  /// A tensor of int64 and rank 0.
  public convenience init(_ element: Int) { self.init([element], shape: []) }
  /// A tensor of rank 0.
  @_disfavoredOverload
  public convenience init<Element: TensorElement>(_ element: Element) {
    self.init([element], shape: [])
  }

  /// A tensor of float32 and rank 2 with a copy of `rows`, which are equally long.
  public convenience init(_ rows: [[Float]]) { self.init(rows: rows) }
  /// A tensor of int64 and rank 2 with a copy of `rows`, which are equally long.
  public convenience init(_ rows: [[Int]]) { self.init(rows: rows) }
  /// A tensor of rank 2 with a copy of `rows`, which are equally long.
  @_disfavoredOverload
  public convenience init<Element: TensorElement>(_ rows: [[Element]]) { self.init(rows: rows) }

  /// A tensor of float32 and rank 3 with a copy of `matrices`, which have one shape.
  public convenience init(_ matrices: [[[Float]]]) { self.init(matrices: matrices) }
  /// A tensor of int64 and rank 3 with a copy of `matrices`, which have one shape.
  public convenience init(_ matrices: [[[Int]]]) { self.init(matrices: matrices) }
  /// A tensor of rank 3 with a copy of `matrices`, which have one shape.
  @_disfavoredOverload
  public convenience init<Element: TensorElement>(_ matrices: [[[Element]]]) {
    self.init(matrices: matrices)
  }

  /// A tensor of float32 and rank 4 with a copy of `volumes`, which have one shape.
  public convenience init(_ volumes: [[[[Float]]]]) { self.init(volumes: volumes) }
  /// A tensor of int64 and rank 4 with a copy of `volumes`, which have one shape.
  public convenience init(_ volumes: [[[[Int]]]]) { self.init(volumes: volumes) }
  /// A tensor of rank 4 with a copy of `volumes`, which have one shape.
  @_disfavoredOverload
  public convenience init<Element: TensorElement>(_ volumes: [[[[Element]]]]) {
    self.init(volumes: volumes)
  }

  private convenience init<Element: TensorElement>(rows: [[Element]]) {
    let (elements, width) = joined(rows)
    self.init(copying: elements, shape: [rows.count, width])
  }

  private convenience init<Element: TensorElement>(matrices: [[[Element]]]) {
    let (rows, height) = joined(matrices)
    let (elements, width) = joined(rows)
    self.init(copying: elements, shape: [matrices.count, height, width])
  }

  private convenience init<Element: TensorElement>(volumes: [[[[Element]]]]) {
    let (matrices, depth) = joined(volumes)
    let (rows, height) = joined(matrices)
    let (elements, width) = joined(rows)
    self.init(copying: elements, shape: [volumes.count, depth, height, width])
  }
}

/// The entries of all `rows`, which are equally long, and how many each has.
private func joined<Entry>(_ rows: [[Entry]]) -> (entries: [Entry], count: Int) {
  let count = rows.first?.count ?? 0
  let other = rows.first { $0.count != count }
  expect(
    other == nil,
    "nested elements: expected \(count) in each row as in the first, found \(other?.count ?? 0)")
  return (Array(rows.joined()), count)
}
