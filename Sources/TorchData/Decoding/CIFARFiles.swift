/// Which bytes stand before the pixels of a CIFAR record.
public enum CIFARLabels: Sendable {
  /// One byte with the class: CIFAR-10.
  case single

  /// A byte with the coarse class, which is not read, and one with the fine class: CIFAR-100.
  case coarseThenFine

  /// The number of bytes before the pixels; the last of them is the class.
  var byteCount: Int {
    switch self {
    case .single: 1
    case .coarseThenFine: 2
    }
  }
}

extension InMemoryImages {
  /// Reads the binary version of CIFAR-10 or CIFAR-100: records of labels and `[3, 32, 32]` pixels.
  ///
  /// A file may hold any whole number of records but none.
  ///
  /// Source: Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009, and the layout at
  /// https://www.cs.toronto.edu/~kriz/cifar.html.
  ///
  /// - Parameters:
  ///   - files: The paths, whose records follow each other.
  ///   - layout: Which bytes stand before the pixels.
  ///   - classCount: The number of classes.
  /// - Throws: `DataError` for a file that is missing, empty or not of whole records, and for a label
  ///   outside of 0 ..< `classCount`.
  public init(
    cifarFiles files: [String], labels layout: CIFARLabels, classCount: Int
  ) throws(DataError) {
    let shape = ImageShape(channels: 3, height: 32, width: 32)
    let recordSize = layout.byteCount + shape.valueCount
    var pixels: [UInt8] = []
    var labels: [Int] = []
    for path in files {
      let file = try openDataFile(path)
      if !file.isCompressed {
        try checkRoom(for: pixels.count + file.likelyCount, of: path)
        pixels.reserveCapacity(pixels.count + file.likelyCount)
      }
      var read = 0
      while true {
        let bytes = try file.bytes(atMost: recordSize << 10)
        guard bytes.count.isMultiple(of: recordSize) else {
          throw .partialRecord(file: path, recordSize: recordSize, found: read + bytes.count)
        }
        if bytes.isEmpty { break }
        try checkRoom(for: pixels.count + bytes.count, of: path)
        for start in stride(from: 0, to: bytes.count, by: recordSize) {
          let (label, record) = (Int(bytes[start + layout.byteCount - 1]), read / recordSize)
          guard label < classCount else {
            throw .labelOutOfRange(file: path, record: record, label: label, classCount: classCount)
          }
          labels.append(label)
          pixels.append(contentsOf: bytes[start + layout.byteCount..<start + recordSize])
          read += recordSize
        }
      }
      try file.checkEnd()
      guard read > 0 else { throw .empty(file: path) }
    }
    self.init(pixels: pixels, labels: labels, imageShape: shape, classCount: classCount)
  }
}
