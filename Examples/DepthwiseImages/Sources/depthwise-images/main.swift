import Foundation
import Torch
import TorchData
import TorchExperiments
import TorchNN

// depthwise-images [FOLDER [CLASSES]]: SGD without and with gradient centralization, two seeds each, on the JPEG and
// PNG files of FOLDER/train/<class>/… and FOLDER/test/<class>/….
let words = Array(CommandLine.arguments.dropFirst())
let folder = URL(fileURLWithPath: words.first ?? "data/garments").path
let classes = words.count > 1 ? Int(words[1]) ?? 2 : 10
if words.isEmpty { try Garments.write(to: folder) }

var options = RunConfiguration(
  own: OwnParts(network: "depthwise"), data: DataChoice(.folder, folder: folder, classes: classes),
  optimizer: .sgd(SGD(momentum: 0.9, weightDecay: 5e-4)),
  course: Course(.epochs(5), batchSize: 50, learningRate: 0.1), machine: Machine(threads: 1))
(options.reading.imageSize, options.reading.resize) = (32, 32)

let experiment = ExperimentProgram(
  "depthwise on images", options, arms: [.without, .centralized()], seeds: 0..<2,
  OwnMakers(network: { run in
    DepthwiseNetwork(classes: run.data.classes, using: Generator(seed: run.start.seed))
  }))
experiment.main()
