import TorchData

extension DetectionLoader {
  /// Calls `body` for each of some images, of a loader that gives them one by one and in their order.
  ///
  /// - Parameters:
  ///   - numbers: the images.
  ///   - body: what to do with an image; `nil` stands for a damaged one that is left out.
  /// - Throws: what `body` throws, and `DataError` for a damaged image that is not left out.
  func eachImage(_ numbers: [Int], _ body: (Int, DetectionBatch?) throws -> Void) throws {
    precondition(batchSize == 1 && !shuffle, "a loader that gives images one by one")
    var left = numbers[...]
    while !left.isEmpty {
      let batches = batches(epoch: 0, numbers: Array(left))
      do {
        while let batch = try batches.next(), let number = left.popFirst() {
          try body(number, batch)
        }
      } catch DataError.noImageLeft where skipsCorrupt {
        if let number = left.popFirst() { try body(number, nil) }
      }
    }
  }
}
