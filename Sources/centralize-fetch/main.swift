import CentralizeOptions
import DatasetDownloads
import Files
import Foundation
import Streams

// centralize-fetch NAME FOLDER: what `centralize datasets download` becomes.

ProgramStart.prepare()
let arguments = CommandLine.arguments
guard arguments.count == 3, let dataset = DatasetName(rawValue: arguments[1]) else {
  say("usage: centralize-fetch DATASET FOLDER; 'centralize datasets download' is the way to it\n")
  exit(64)
}
let download = DatasetDownload(
  dataset.remoteFiles, into: arguments[2], environment: ProcessInfo.processInfo.environment)
do {
  try download.run(ProgressLine(isTerminal: isatty(2) == 1).show)
  StandardOutput.print(arguments[2])
  try StandardOutput.check()
} catch {
  say("\(isatty(2) == 1 ? "\r" : "")Error: \(ErrorWords.of(error)).\n")
  exit(1)
}

func say(_ text: String) { Diagnostics.write(text) }

/// Says on standard error how far a download is.
struct ProgressLine {
  let isTerminal: Bool

  func show(_ event: DatasetDownload.Event) {
    switch event {
    case .fetching(let file): say("\(file.url) (\(megabytes(file.byteCount)))\n")
    case .fetched(let file, let byteCount) where isTerminal:
      let share = 100 * Double(byteCount) / Double(max(file.byteCount, 1))
      say("\r  \(megabytes(byteCount)), \(Int(min(share, 100))) % ")
    case .fetched: return
    case .unpacking(let file): say("\(isTerminal ? "\r" : "")  unpacking \(file.name)\n")
    case .isThere(let file): say("\(file.contents.joined(separator: ", ")): there already\n")
    }
  }

  private func megabytes(_ count: Int) -> String {
    count < 1_000_000 ? "\((count + 999) / 1000) kB" : "\(count / 1_000_000) MB"
  }
}
