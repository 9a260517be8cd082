import Files
import Foundation

/// PNG files of SVG files, made by the program `rsvg-convert` of librsvg.
///
/// A program of its own, so that the command does not load a drawing library each time that it
/// starts, and works without plots as pixels where it is not installed.
enum PortableImage {
  /// Pixels per inch: what journals ask for.
  static let resolution = 300
  static let program = "rsvg-convert"

  /// Where the program lies in the folders of `PATH`; `nil` where it is not installed.
  static func find(in path: String) -> String? {
    path.split(separator: ":").map { "\($0)/\(program)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Writes the PNG file of an SVG file.
  package static func write(_ svg: String, to target: String, with program: String) throws {
    let partial = target + ".partial"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "--format", "png", "--dpi-x", "\(resolution)", "--dpi-y", "\(resolution)", "--output",
      partial, svg,
    ]
    process.standardInput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0, rename(partial, target) == 0 else {
      unlink(partial)
      let text = String(decoding: complaint, as: UTF8.self)
      throw ReportError.cannotDraw(
        file: target, reason: text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }
}
