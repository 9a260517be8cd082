import CMatio
import Glibc

/// What is wrong with a file, in words that follow its name.
struct MATError: Error {
  let reason: String
}

/// A MATLAB file of version 5.
///
/// Source: MathWorks, "MAT-File Format", R2023b, "MAT-File Header Format",
/// https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf.
final class MATFile {
  private let handle: OpaquePointer

  /// Opens the file at `path`, once its header has been looked at: libmatio would hand a file of
  /// version 7.3 on to HDF5, and take any other for one of version 4.
  init(_ path: String) throws(MATError) {
    try Self.checkHeader(of: path)
    guard let handle = Mat_Open(path, Int32(MAT_ACC_RDONLY.rawValue)) else {
      throw MATError(reason: "libmatio does not understand it")
    }
    self.handle = handle
  }

  deinit { Mat_Close(handle) }

  func variable(_ name: String) throws(MATError) -> MATVariable {
    Mat_Rewind(handle)
    guard let found = Mat_VarRead(handle, name) else {
      throw MATError(reason: "it has no variable '\(name)' that can be read")
    }
    return MATVariable(found, name)
  }

  private static func checkHeader(of path: String) throws(MATError) {
    guard let file = fopen(path, "rb") else {
      throw MATError(reason: String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    var header = [UInt8](repeating: 0, count: 128)
    guard fread(&header, 1, 128, file) == 128 else {
      throw MATError(reason: "it is shorter than a header of 128 bytes")
    }
    // The version, 0x0100, and "MI", in the byte order of who wrote the file.
    let tail = Array(header[124...])
    guard tail == [0x00, 0x01, 0x49, 0x4D] || tail == [0x01, 0x00, 0x4D, 0x49] else {
      throw MATError(reason: "it is not a MATLAB file of version 5")
    }
  }
}
