/// The bytes of a safetensors file with this header and data, right or wrong.
func safetensors(header: String, data: [UInt8] = []) -> [UInt8] {
  let header = Array(header.utf8)
  return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header + data
}

/// A header with the tensor `a`, all of whose fields can be chosen.
func header(dtype: String = "F32", shape: String = "[2]", offsets: String = "[0,8]") -> String {
  "{\"a\":{\"dtype\":\"\(dtype)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}}"
}
