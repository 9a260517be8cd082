import RunRecords
import CentralizeOptions
import Digests
import Foundation

extension RunConfiguration {
  /// The SHA-256 of the options in 64 hexadecimal digits, by which a grid knows its runs again.
  var fingerprint: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Options that passed their checks always encode.
    return (try? encoder.encode(self)).flatMap { SHA256.digits(of: $0) } ?? ""
  }
}
