import Reports
import Foundation

/// What a folder of runs holds at a moment.
struct Observation: Hashable {
  /// Whether a process works in the folder.
  enum Work: Hashable {
    case goesOn(process: Int32)
    case none
  }

  var path: String
  /// All that came out so far, with the epochs of runs that have not ended.
  var experiment: Experiment
  /// Each run, in the order of the experiment's cells, seeds and arms.
  var runs: [ObservedRun]
  var work: Work
  /// What could not be read, a sentence each.
  var problems: [String]
  /// When something was written last.
  var lastChange: Date?

  /// Whether it is that of a single run of `train`.
  var isOfOneRun = false

  /// Whether a process is known to work there, and has more to do.
  var isGoingOn: Bool {
    if case .goesOn = work { ended < runs.count } else { false }
  }

  /// How many runs have ended, well or not.
  var ended: Int { count { $0 == .finished } + failed.count }

  var failed: [(folder: String, reason: String)] {
    runs.compactMap { run in
      if case .failed(let reason) = run.state { (run.folder, reason) } else { nil }
    }
  }

  func count(_ isCounted: (ObservedRun.State) -> Bool) -> Int { runs.count { isCounted($0.state) } }

  /// What came out of the runs that have ended: all that statistics are made of.
  var settled: Experiment {
    var settled = experiment
    for c in settled.cells.indices {
      for a in settled.cells[c].arms.indices {
        for r in settled.cells[c].arms[a].runs.indices
        where settled.cells[c].arms[a].runs[r].outcome == .unfinished {
          settled.cells[c].arms[a].runs[r].epochs = []
        }
      }
    }
    return settled
  }
}
