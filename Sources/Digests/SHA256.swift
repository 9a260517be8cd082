import COpenSSL
package import Foundation

/// The fingerprint of bytes by which files and configurations are known again (FIPS 180-4).
package enum SHA256 {
  /// The SHA-256 of `bytes` in 64 hexadecimal digits; `nil` where the system's library refuses it.
  package static func digits(of bytes: Data) -> String? {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    let isDone = bytes.withUnsafeBytes {
      EVP_Digest($0.baseAddress, $0.count, &digest, &count, EVP_sha256(), nil)
    }
    guard isDone == 1 else { return nil }
    return digest.prefix(Int(count)).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }
}
