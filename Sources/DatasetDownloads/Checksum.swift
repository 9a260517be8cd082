import COpenSSL
import Foundation

/// The MD5 of the file at `path`, in hexadecimal digits.
///
/// Source: Rivest, "The MD5 Message-Digest Algorithm", RFC 1321, 1992.
func md5(ofFile path: String) throws(DownloadError) -> String {
  guard let file = fopen(path, "rb") else {
    throw .unreadable(path: path, reason: systemReason())
  }
  defer { fclose(file) }
  let context = EVP_MD_CTX_new()
  defer { EVP_MD_CTX_free(context) }
  let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
  defer { piece.deallocate() }
  var isDone = EVP_DigestInit_ex(context, EVP_md5(), nil) == 1
  while isDone {
    let count = fread(piece.baseAddress, 1, piece.count, file)
    if count == 0 { break }
    isDone = EVP_DigestUpdate(context, piece.baseAddress, count) == 1
  }
  guard ferror(file) == 0 else { throw .unreadable(path: path, reason: systemReason()) }
  var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
  var size: UInt32 = 0
  guard isDone, EVP_DigestFinal_ex(context, &digest, &size) == 1 else {
    throw .unreadable(path: path, reason: "its MD5 could not be computed")
  }
  return digest.prefix(Int(size)).map { byte in
    String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
  }.joined()
}

/// What the last call to the system complained about.
func systemReason() -> String { String(cString: strerror(errno)) }

/// The size of the file at `path`; `nil` where there is none.
func fileSize(_ path: String) -> Int? {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
}
