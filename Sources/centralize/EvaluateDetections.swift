import ArgumentParser
import CentralizeOptions
import Coco
import Files
import Streams

/// `centralize coco-eval`.
struct EvaluateDetections: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coco-eval",
    abstract: "Compare detections of any program with the truth, by the metrics of COCO.",
    discussion: """
      Prints the twelve lines of pycocotools, with the same numbers to the last bit, in a small part \
      of its time. docs/Detection.md says where it differs, and why. --json prints the numbers, those of \
      each class, and the arrays precision [T, R, K, A, M], recall [T, K, A, M] and scores.

      Examples:
        centralize coco-eval --truth instances_val2017.json --detections detections.json
        centralize coco-eval --truth instances.json --detections masks.json --type mask --per-class
      """)

  @Option(.truth) var truth: String?
  @Option(.detections) var detections: String?
  @Option(.type) var type = RegionKind.box
  @Option(.maxDetections) var maxDetections = 100
  @Flag(.perClass) var perClass = false
  @Flag(
    .skipCorrupt,
    help: """
      Leave out and count what is wrong in the two files; else the first of it is an error. (default: no)
      """) var skipCorrupt: Bool?
  @Flag(.json) var json = false

  func run() throws {
    try OptionName.maxDetections.check(maxDetections)
    let truth = try OptionName.truth.required(
      truth, hint: "it names the file with the objects that there are")
    let detections = try OptionName.detections.required(
      detections, hint: "it names the file with the detections")
    if json, perClass {
      throw OptionsError.noEffect(.perClass, reason: "--json prints the classes without it")
    }
    let leavesOut = skipCorrupt ?? false
    let objects = try CocoTruth(truth, CocoReading([type], leavesOut: leavesOut))
    let found = try CocoDetections(detections, against: objects, for: type, leavesOut: leavesOut)
    tell(objects.leftOut, of: truth)
    tell(found.leftOut, of: detections)
    let evaluation = Evaluation(
      found.all, against: objects, of: type, EvaluationSettings(mostDetections: maxDetections))
    if json {
      StandardOutput.print(evaluation.json)
      return
    }
    for line in SummaryLine.all { StandardOutput.print(line.text(of: evaluation)) }
    if perClass { StandardOutput.print("\n" + ClassTable.text(of: evaluation)) }
  }

  /// Says what was left out of a file: the first of it, and how much it is.
  private func tell(_ leftOut: [CocoError], of path: String) {
    guard !leftOut.isEmpty else { return }
    for error in leftOut.prefix(10) { Diagnostics.say("left out: \(error)") }
    Diagnostics.say("left out in all: \(leftOut.count) of the entries of \(path.shown)")
  }
}

/// The classes with what they come to.
private enum ClassTable {
  static func text(of evaluation: Evaluation) -> String {
    let heads = ["class", "objects"] + SummaryLine.all.map(\.name)
    let rows = evaluation.categories.indices.map { index in
      [evaluation.categories[index].name.shown, "\(evaluation.objects[index])"]
        + SummaryLine.all.map { $0.number(of: evaluation, category: index) }
    }
    return TextColumns([heads] + rows) { $0 > 0 }.text
  }
}
