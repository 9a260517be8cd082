import Foundation
import Testing

/// The size of this process's address space in bytes.
func addressSpace() throws -> Int {
  let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
  let pages = try #require(fields.split(separator: " ").first.flatMap { Int($0) })
  return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
}
