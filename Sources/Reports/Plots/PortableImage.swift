import Files
import Foundation
import Processes

/// PNG and PDF files of SVG files, made by the program `rsvg-convert` of librsvg.
///
/// A program of its own, so that the command does not load a drawing library each time that it
/// starts, and works without these files where it is not installed.
enum PortableImage {
  /// What an SVG file is made into.
  enum Format: String, CaseIterable {
    case png
    /// Curves and letters as they are, with the fonts, for LaTeX.
    case pdf
  }

  /// Pixels per inch: what journals ask for.
  static let resolution = 300
  static let program = "rsvg-convert"
  /// How long it may take for an image, which it takes a second for.
  private static let seconds = 120.0

  /// Where the program lies in the folders of `PATH`; `nil` where it is not installed.
  static func find(in path: String) -> String? {
    path.unicodeScalars.split(separator: ":").map { "\(String($0))/\(program)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Writes the file of an SVG file in another format; equal bytes for equal ones.
  ///
  /// - Returns: Why the program did not make it; `nil` where it did.
  /// - Throws: `FileError` where the file cannot be written.
  static func write(
    _ svg: String, as format: Format, to target: String, with program: String
  ) throws(FileError) -> String? {
    var reason: String?
    do {
      try AtomicFile.write(to: target) { (file) throws(FileError) in
        reason = run(program, on: svg, as: format, into: file.descriptor)
        // So that there is no file of half an image.
        if reason != nil { throw .system(operation: "draw", path: target, code: 0) }
      }
    } catch { if reason == nil { throw error } }
    return reason
  }

  /// Why the program does not make an image; `nil` where it does.
  private static func run(
    _ program: String, on svg: String, as format: Format, into descriptor: Int32
  ) -> String? {
    let drawing = LimitedProgram(
      program,
      ["--format", format.rawValue, "--dpi-x", "\(resolution)", "--dpi-y", "\(resolution)", svg],
      // The time that a PDF file says it was made at.
      variables: ["SOURCE_DATE_EPOCH": "0"], heard: STDERR_FILENO,
      targets: [STDOUT_FILENO: .descriptor(descriptor)], seconds: seconds, mostOutput: 1 << 16)
    let result: (end: LimitedProgram.End, output: [UInt8])
    do { result = try drawing.run() } catch { return ErrorWords.of(error) }
    let words = String(decoding: result.output.prefix(300), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let how: String
    switch result.end {
    case .code(0): return nil
    case .tooSlow: return "it took longer than \(Int(seconds)) s"
    case .tooMuchOutput: return words
    case .code(let code): how = "the code \(code)"
    case .signal(let number): how = "the signal \(number)"
    }
    return words.isEmpty ? "it ended with \(how)" : words
  }
}
