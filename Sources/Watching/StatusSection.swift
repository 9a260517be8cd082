import Reports
import Foundation

/// What goes on in a folder of runs, at the top of the page.
struct StatusSection {
  let observation: Observation

  /// The most runs of a kind that are listed one by one.
  private static let mostListed = 12

  var section: ReportSection {
    let parts =
      [state, bar, counts, position]
      + [list("Now", .running), list("Stopped on the way", .stopped)]
      + [failures, problems, lastChange]
    return ReportSection(
      id: "status", title: "Status", html: parts.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  /// How far all is, in a few characters for the title of the window.
  var mark: String {
    if observation.isOfOneRun {
      guard let run = observation.runs.first else { return "…" }
      return (run.state == .finished ? 1 : run.share).map { "\(Int($0 * 100)) %" } ?? "…"
    }
    return "\(observation.ended)/\(observation.runs.count)"
  }

  var sentence: String {
    let (ended, all) = (observation.ended, observation.runs.count)
    let far = "\(ended) of \(all) \(all == 1 ? "run has" : "runs have") ended."
    switch observation.work {
    case .goesOn(let process) where observation.isOfOneRun: return "Running (process \(process))."
    case .none where observation.isOfOneRun:
      return ended == all
        ? "Done."
        : "Stopped: no process works here. It goes on with "
          + "'centralize train --resume --output \(observation.path)'."
    case .goesOn(let process): return "Running (process \(process)): \(far)"
    case .none where ended == all: return "Done: all runs have ended."
    case .none:
      return "Stopped: no process works here, and \(far) It goes on with "
        + "'centralize compare --resume --output \(observation.path)'."
    }
  }

  private var state: String {
    let kind =
      switch observation.work {
      case .none: observation.ended == observation.runs.count ? "done" : "stopped"
      case .goesOn: "running"
      }
    return "<p class=\"state \(kind)\">\(HTML.escaped(sentence))</p>"
  }

  private var bar: String {
    let shares = observation.runs.map { run -> Double in
      switch run.state {
      case .finished, .failed: 1
      case .waiting, .running, .stopped: run.share ?? 0
      }
    }
    guard !shares.isEmpty else { return "" }
    let share: Double = shares.reduce(0, +) / Double(shares.count)
    let percent = Int((share * 100).rounded(.down))
    return """
      <progress max="100" value="\(percent)" aria-label="of all steps">\(percent) %</progress>
      """
  }

  private var counts: String {
    guard !observation.isOfOneRun else { return "" }
    let entries = [
      ("finished", observation.count { $0 == .finished }), ("failed", observation.failed.count),
      ("running", observation.count { $0 == .running }),
      ("stopped", observation.count { $0 == .stopped }),
      ("waiting", observation.count { $0 == .waiting }),
    ].filter { $0.1 > 0 || $0.0 == "finished" }
    let items = entries.map { "<li><b>\($0.1)</b> \($0.0)</li>" }
    return "<ul class=\"counts\">\(items.joined())</ul>"
  }

  private var position: String {
    guard observation.isOfOneRun, let run = observation.runs.first else { return "" }
    return "<p>\(HTML.escaped(run.position(observation.experiment.task) ?? Self.nothingYet))</p>"
  }

  private func list(_ title: String, _ state: ObservedRun.State) -> String {
    guard !observation.isOfOneRun else { return "" }
    let runs = observation.runs.filter { $0.state == state }
    let items = runs.prefix(Self.mostListed).map { run in
      "<li><b>\(HTML.escaped(run.folder))</b>: \(HTML.escaped(run.position(observation.experiment.task) ?? Self.nothingYet))</li>"
    }
    return listing(title, Array(items), of: runs.count)
  }

  private static let nothingYet = "has begun; its log has no line yet"

  private var failures: String {
    let failed = observation.failed
    let items = failed.prefix(Self.mostListed).map {
      "<li><b>\(HTML.escaped($0.folder))</b>: \(HTML.escaped($0.reason))</li>"
    }
    return listing("Failed", Array(items), of: failed.count)
  }

  private func listing(_ title: String, _ items: [String], of count: Int) -> String {
    if items.isEmpty { return "" }
    let rest = count > items.count ? "<li>and \(count - items.count) more</li>" : ""
    return "<h3>\(title)</h3>\n<ul class=\"runs\">\n\(items.joined(separator: "\n"))\(rest)\n</ul>"
  }

  private var problems: String {
    observation.problems.map { "<p class=\"problem\">\(HTML.escaped($0))</p>" }
      .joined(separator: "\n")
  }

  private var lastChange: String {
    guard let date = observation.lastChange else { return "" }
    let time = date.formatted(.iso8601)
    return "<p class=\"note\">Last change: <time id=\"last-change\" datetime=\"\(time)\">\(time)"
      + "</time></p>"
  }
}
