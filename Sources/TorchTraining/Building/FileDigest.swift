import Digests
import Foundation

/// The SHA-256 of each file in hexadecimal digits, by the file's name without its folder.
func fileDigests(_ paths: [String]) throws -> [String: String] {
  var digests: [String: String] = [:]
  for path in paths {
    let url = URL(fileURLWithPath: path)
    let bytes = try Data(contentsOf: url, options: .mappedIfSafe)
    guard let digits = SHA256.digits(of: bytes) else {
      throw TrainingError.damaged(file: path, reason: "its SHA-256 could not be computed")
    }
    digests[url.lastPathComponent] = digits
  }
  return digests
}
