import COpenSSL
package import Files
package import Foundation

/// The fingerprint of bytes by which files and configurations are known again (FIPS 180-4).
package enum SHA256 {
  /// The SHA-256 of `bytes` in 64 hexadecimal digits; `nil` where the system's library refuses it.
  package static func digits(of bytes: Data) -> String? {
    digits { update in bytes.withUnsafeBytes { update($0) } }
  }

  /// The SHA-256 of the file at `path`, read in pieces.
  ///
  /// - Throws: `FileError`, also for a file that becomes shorter meanwhile.
  package static func digits(ofFile path: String) throws(FileError) -> String? {
    var failure: FileError?
    let digits = digits { update in
      do throws(FileError) {
        let file = try InputFile(path)
        for start in stride(from: 0, to: file.byteCount, by: 1 << 22) {
          let piece = try file.bytes(start..<min(start + 1 << 22, file.byteCount))
          update(UnsafeRawBufferPointer(piece.bytes))
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return digits
  }

  /// The SHA-256 of all pieces that `body` hands on, one after the other.
  package static func digits(_ body: ((UnsafeRawBufferPointer) -> Void) -> Void) -> String? {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    var isDone = EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
    body { isDone = isDone && EVP_DigestUpdate(context, $0.baseAddress, $0.count) == 1 }
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    guard isDone, EVP_DigestFinal_ex(context, &digest, &count) == 1 else { return nil }
    return digest.prefix(Int(count)).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }
}
