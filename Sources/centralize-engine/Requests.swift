import RunRecords
import EngineProtocol
import CentralizeOptions
import Files
import Foundation
import Streams
import Torch
import TorchDistributed
import TorchNN
import TorchTraining

/// Does what was asked, and prints the result on standard output.
func perform(_ request: EngineRequest) throws {
  switch request {
  case .train, .follow, .makeRuns, .dismiss, .landscape: try RunMaking().perform(request)
  case .evaluate(let request): try evaluate(request)
  case .plan(let request): try plan(request)
  case .initialize(let request): try initialize(request)
  case .predict(let request): try predict(request)
  case .export(let request): try export(request)
  case .models(let request): try listModels(request)
  case .benchmarkOptimizer(let request): try benchmarkOptimizer(request)
  }
}

private func evaluate(_ request: EvaluateRequest) throws {
  let progress = RunDisplay()
  let observer = ProgressReport(to: progress.tell)
  defer { progress.end() }
  let evaluation = try WeightsEvaluation.run(
    request, report: tell, note: note, progress: observer.evaluationProceeds)
  progress.end()
  let task = TaskDescription(of: request.network, classes: request.data.classes)
  if request.json {
    let measured = evaluation.measured(task, on: .test)
    try printJSON(measured.merging(["formatVersion": 1]) { $1 })
  } else {
    let metrics = task.metrics.map { $0.sentence(evaluation.metrics[$0.name] ?? .nan) }
    StandardOutput.print((metrics + [task.loss.sentence(evaluation.loss)]).joined(separator: "  "))
  }
}

private func predict(_ request: PredictRequest) throws {
  var request = request
  // A detector's is a folder, which may be there.
  if request.network.detector == nil { request.output = try UserPath.target(of: request.output) }
  for error in try Prediction.run(request, report: tell, note: note) {
    Diagnostics.say("left out: \(error)")
  }
}

private func plan(_ request: PlanRequest) throws {
  let network = request.network.makeAnyNetwork(
    channels: request.channels, classes: request.classes, using: .shapesOnly)
  try request.centralization.check(network)
  var plan = CentralizationPlan(
    for: network, request.centralization, minimumFanIn: request.minimumFanIn, fanIn: request.fanIn)
  if let rates = request.rates {
    try rates.rules.check(network)
    plan.listRates(
      rates.rules, learningRate: rates.learningRate, weightDecay: rates.weightDecay,
      classifier: rates.classifier, in: network)
  }
  try printResult(plan, plan.text, asJSON: request.json)
}

private func initialize(_ request: InitializeRequest) throws {
  let network = request.network.makeAnyNetwork(
    channels: request.channels, classes: request.classes, using: Generator(seed: request.seed))
  network.move(dtype: request.dtype.dtype)
  if let weights = request.weights {
    tell(
      try WeightsFile.load(
        weights, asStartOf: network, model: request.network.model.rawValue,
        reading: request.weightsReading))
  }
  try WeightsFile.write(network, to: UserPath.target(of: request.output))
}

private func export(_ request: ExportRequest) throws {
  var request = request
  request.output = try UserPath.target(of: request.output)
  tell(try WeightsExport.run(request))
}

private func listModels(_ request: ModelsRequest) throws {
  let list = ModelList()
  try printResult(list, list.text, asJSON: request.json)
}

private func benchmarkOptimizer(_ request: OptimizerBenchmarkRequest) throws {
  let report = OptimizerBenchmark(request).run { line in
    Diagnostics.say("benchmark: \(line)")
  }
  try printResult(report, report.text, asJSON: request.json)
}

/// Tells on standard error what of a file of weights was not taken as it stands.
private func tell(_ report: WeightsReport) {
  report.lines.forEach(Diagnostics.say)
}

/// Tells on standard error what of the data is passed over.
private func note(_ line: String) { Diagnostics.say("data: \(line)") }

/// Prints a result for programs or for people.
private func printResult(
  _ value: some Encodable, _ text: @autoclosure () -> String, asJSON: Bool
) throws {
  guard asJSON else {
    StandardOutput.print(text(), terminator: "")
    return
  }
  try printJSON(value)
}

private func printJSON(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  StandardOutput.print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
