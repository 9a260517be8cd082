import COpenSSL
import Foundation

/// The SHA-256 of the file in hexadecimal digits.
func fileDigest(_ path: String) throws -> String? { try fileDigests([path]).values.first }

/// The SHA-256 of each file in hexadecimal digits, by the file's name without its folder.
func fileDigests(_ paths: [String]) throws -> [String: String] {
  var digests: [String: String] = [:]
  for path in paths {
    let url = URL(fileURLWithPath: path)
    let bytes = try Data(contentsOf: url, options: .mappedIfSafe)
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    let isDone = bytes.withUnsafeBytes {
      EVP_Digest($0.baseAddress, $0.count, &digest, &count, EVP_sha256(), nil)
    }
    guard isDone == 1 else {
      throw TrainingError.damaged(file: path, reason: "its SHA-256 could not be computed")
    }
    digests[url.lastPathComponent] = digest.prefix(Int(count)).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }
  return digests
}
