import Files
import Foundation
import SwiftProtobuf

/// Reads event files of TensorBoard, whoever wrote them.
package enum EventLog {
  /// A number that was logged.
  package struct Reading: Hashable, Sendable {
    /// The name.
    package var tag: String
    /// The place on the horizontal axis.
    package var step: Int
    /// The number in the fewest digits that give it back.
    package var text: String
  }

  private static let mostBytes = 1 << 30

  /// The numbers in the file at `path`, in their order; images, histograms and the like are passed over.
  ///
  /// What stands behind the last whole record was cut off, or is being written, and does not count.
  ///
  /// - Throws: `FileError`; `FormatError.damaged` where a checksum is wrong or a record is no event.
  package static func scalars(of path: String) throws -> [Reading] {
    let file = try WholeFile.read(path, atMost: mostBytes)
    return try TFRecord.records(in: file, of: path).flatMap { record in
      let event: MessageEvent
      do { event = try MessageEvent(serializedBytes: record) } catch {
        throw FormatError.damaged(file: path, reason: "a record of it is no event of TensorBoard")
      }
      return event.summary.value.compactMap { value in
        text(of: value).map { Reading(tag: value.tag, step: Int(event.step), text: $0) }
      }
    }
  }

  private static func text(of value: MessageSummary.Value) -> String? {
    switch value.value {
    case .simpleValue(let number)?: return "\(number)"
    case .tensor(let tensor)?:
      let content = [UInt8](tensor.tensorContent)
      if let number = tensor.floatVal.first, tensor.floatVal.count == 1 { return "\(number)" }
      if let number = tensor.doubleVal.first, tensor.doubleVal.count == 1 { return "\(number)" }
      switch (tensor.dtype, content.count) {
      case (1, 4): return "\(Float(bitPattern: TFRecord.number(content)))"
      case (2, 8): return "\(Double(bitPattern: TFRecord.number(content)))"
      default: return nil
      }
    case .histo?, nil: return nil
    }
  }
}
