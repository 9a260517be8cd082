import SwiftProtobuf

/// What was measured at the same moment: a record of an event file.
struct MetricsEvent: Hashable, Sendable {
  /// A number under a name.
  struct Scalar: Hashable, Sendable {
    /// The name; up to the first `/` it is the group in which TensorBoard shows it.
    var tag: String
    /// The number, in single precision: TensorBoard knows no other.
    var value: Float
  }

  /// How the numbers of all layers are distributed, under a name.
  struct Distribution: Hashable, Sendable {
    var tag: String
    var values: Histogram
  }

  /// The place on the horizontal axis.
  var step: Int
  /// Seconds since 1970.
  var wallTime: Double
  var scalars: [Scalar]
  var distributions: [Distribution] = []

  /// The record that begins a file: the version of the format.
  ///
  /// From version 2 on a step may be smaller than one before, which would else be taken for a restart.
  static func beginning(_ wallTime: Double) throws -> [UInt8] {
    var event = MessageEvent()
    event.wallTime = wallTime
    event.fileVersion = "brain.Event:2"
    return TFRecord.framed(try event.serializedBytes())
  }

  /// The record of this event.
  ///
  /// A number is a `simple_value`, which every version of TensorBoard reads, and not a tensor with the
  /// metadata of the scalars plugin, into which the newer ones turn it by themselves
  /// (`tensorboard/data_compat.py`).
  var record: [UInt8] {
    get throws {
      var event = MessageEvent()
      event.wallTime = wallTime
      event.step = Int64(step)
      event.summary.value = scalars.map { scalar in
        var value = MessageSummary.Value()
        value.tag = scalar.tag
        value.simpleValue = scalar.value
        return value
      }
      event.summary.value += distributions.map { distribution in
        var value = MessageSummary.Value()
        value.tag = distribution.tag
        value.histo = distribution.values.message
        return value
      }
      return TFRecord.framed(try event.serializedBytes())
    }
  }
}
