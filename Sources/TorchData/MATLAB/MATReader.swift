import Foundation
import Processes

/// Reads columns of a MATLAB file through `centralize-mat`, a process of its own.
///
/// The file is bytes from anywhere and the parser is C: what goes wrong there ends that process and is an
/// error here. It has 512 MB of memory and 10 seconds of the processor; the annotations of the largest
/// data set that is read take 40 MB and a tenth of a second.
struct MATReader {
  /// The name of the program, which lies beside the running one.
  static let programName = "centralize-mat"
  /// The bytes of address space that the process may have.
  var memory = 512 << 20
  /// The seconds of processor time that it may take.
  var seconds = 10
  /// The bytes that it may print: those of a million file names.
  var mostOutput = 64 << 20
  var program = OwnExecutable.folder + "/" + programName

  /// The columns called `names` of the file at `path`, as many and in that order.
  ///
  /// - Parameters:
  ///   - names: For each column a variable, or `variable/field` of an array of structures.
  ///   - path: A MATLAB file of version 5.
  /// - Returns: The columns; what they say is still to be checked.
  /// - Throws: `DataError.corruptMAT` where the file is damaged, lacks a column, or its reader crashed or
  ///   met a limit; `DataError.unreadable` for what is no file or where there is no reader.
  func columns(_ names: [String], of path: String) throws(DataError) -> [MATColumn] {
    _ = try regularFileSize(path)
    let process = LimitedProgram(
      program, ["\(memory)", "\(seconds)", path] + names, seconds: 3 * Double(seconds),
      mostOutput: mostOutput)
    guard FileManager.default.isExecutableFile(atPath: program), let result = try? process.run()
    else {
      throw .unreadable(
        file: path,
        reason: "\(program), which reads MATLAB files, cannot be started; "
          + "'swift build --product \(Self.programName)' builds it")
    }
    return try columns(names, in: result.output, after: result.end, file: path)
  }

  private func columns(
    _ names: [String], in output: [UInt8], after end: LimitedProgram.End, file: String
  ) throws(DataError) -> [MATColumn] {
    func corrupt(_ reason: String) -> DataError { .corruptMAT(file: file, reason: reason) }
    switch end {
    case .code(0): break
    case .code(1):
      let last = String(decoding: output, as: UTF8.self).split(separator: "\n").last ?? ""
      throw corrupt(last.hasPrefix("!") ? String(last.dropFirst()) : "its reader gave up")
    case .code(let code): throw corrupt("its reader ended with the code \(code)")
    case .signal(SIGXCPU), .signal(SIGKILL), .tooSlow:
      throw corrupt("its reader took longer than \(seconds) s")
    case .signal(let number):
      throw corrupt(
        "its reader was ended by signal \(number), \(String(cString: strsignal(number))), with at "
          + "most \(memory >> 20) MB of memory")
    case .tooMuchOutput: throw corrupt("it holds more than \(mostOutput >> 20) MB of names")
    }
    guard output.suffix(3).elementsEqual("\n.\n".utf8) else {
      throw corrupt("its reader did not come to the end")
    }
    var columns: [MATColumn] = []
    for line in output.dropLast(3).split(separator: 10, omittingEmptySubsequences: false) {
      let rest = String(decoding: line.dropFirst(), as: UTF8.self)
      switch line.first.map(UnicodeScalar.init) {
      case "=" where columns.count < names.count && rest == names[columns.count]:
        columns.append(MATColumn(file: file, name: rest))
      case "T" where !columns.isEmpty: columns[columns.count - 1].values.append(.text(rest))
      case "N" where !columns.isEmpty:
        guard let number = Int(rest) else { throw corrupt("its reader printed no number") }
        columns[columns.count - 1].values.append(.number(number))
      default: throw corrupt("its reader printed something else")
      }
    }
    guard columns.count == names.count else { throw corrupt("its reader left columns out") }
    return columns
  }
}
