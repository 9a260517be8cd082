import Foundation

/// What is said of an error that nobody has put into words before, as none of Foundation's is shown.
package enum ErrorWords {
  /// One sentence for the user.
  package static func of(_ error: any Error) -> String {
    switch error {
    case let error as DecodingError:
      return "what was read is not understood: \(DecodingReason.of(error))"
    case let error as EncodingError: return "what was made cannot be written: \(reason(error))"
    case is CocoaError, is POSIXError, is URLError: return words(error as NSError)
    default:
      return type(of: error) is NSError.Type ? words(error as NSError) : "\(error)"
    }
  }

  /// Why a value cannot be written, without a full stop.
  static func reason(_ error: EncodingError) -> String {
    guard case .invalidValue(let value, let context) = error, !context.codingPath.isEmpty else {
      return "a value cannot be held by JSON"
    }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return "the value of '\(path)' is \(value), which JSON cannot hold"
  }

  private static func words(_ error: NSError) -> String {
    let cause = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError } ?? error
    let reason =
      cause.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(clamping: cause.code))) : error.localizedDescription
    let path = error.userInfo[NSFilePathErrorKey] as? String
    return path.map { "\($0.shown): \(reason)" } ?? reason
  }
}
