package import EventFiles
import Foundation
import SwiftProtobuf

/// Reads an event file as TensorBoard does: whole records, up to one that was cut off.
public enum EventReader {
  /// A record that is not what its checksums say.
  public struct Damaged: Error {
    /// Where the record begins.
    public let offset: Int
  }

  /// A number of an event file.
  public struct Scalar: Hashable, Sendable {
    /// Its name.
    public let tag: String
    /// Its place on the horizontal axis.
    public let step: Int
    /// The number.
    public let value: Float

    /// A number with its place.
    public init(_ tag: String, _ step: Int, _ value: Float) {
      (self.tag, self.step, self.value) = (tag, step, value)
    }
  }

  /// The messages in the file at `path`, and how many bytes are left over behind them.
  package static func events(_ path: String) throws -> (events: [MessageEvent], rest: Int) {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    var (events, offset): ([MessageEvent], Int) = ([], 0)
    while let record = try record(bytes, &offset) {
      events.append(try MessageEvent(serializedBytes: record))
    }
    return (events, bytes.count - offset)
  }

  /// All numbers in the file at `path`, which has to end with a whole record.
  public static func scalars(_ path: String) throws -> [Scalar] {
    let (events, rest) = try events(path)
    guard rest == 0, events.first?.fileVersion == "brain.Event:2" else { throw Damaged(offset: 0) }
    return events.flatMap { event in
      event.summary.value.filter { $0.value != .histo($0.histo) }.map {
        Scalar($0.tag, Int(event.step), $0.simpleValue)
      }
    }
  }

  private static func record(_ bytes: [UInt8], _ offset: inout Int) throws -> [UInt8]? {
    guard offset + 12 <= bytes.count else { return nil }
    let header = Array(bytes[offset..<offset + 8])
    guard number(bytes, offset + 8) == CRC32C.masked(header) else { throw Damaged(offset: offset) }
    let (start, count) = (offset + 12, Int(number(bytes, offset)))
    guard start + count + 4 <= bytes.count else { return nil }
    let record = Array(bytes[start..<start + count])
    guard number(bytes, start + count) == CRC32C.masked(record) else {
      throw Damaged(offset: offset)
    }
    offset = start + count + 4
    return record
  }

  /// Four bytes, the least first: no record here is longer than that says.
  private static func number(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) }
  }
}
