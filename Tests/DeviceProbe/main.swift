// Trains on the CPU and on a device in its memory, and prints in a line each what came out. The word says what is
// trained, or what goes wrong.
import Foundation
import HostDevice
import Settings
import Torch
import TorchOptimizers
import TorchTraining

host_device_register()
Runtime.threads = 2
let words = CommandLine.arguments.dropFirst()

switch words.first {
case "resnet8": compare(.images(.resnet8, channels: 1, side: 28))
case "vgg11": compare(.images(.vgg11, channels: 3, side: 32))
case "lstm": compare(.sequences)
case "item": compare(.sequences, change: { loss, _ in loss * (1 + 0 * loss.item) })
case "clipping": compare(.sequences, preceding: [GlobalNormClipping(0.01)])
case "accumulation": compare(.sequences, accumulate: 2)
case "lookahead":
  compare(.sequences, following: [Lookahead(steps: 2, alpha: 0.5)])
case "optimizers":
  for name in OptimizerName.allCases {
    var named = name.usual
    (named.weightDecay, named.centralization) = (1e-2, Centralization())
    print(name.rawValue, terminator: " ")
    compare(.sequences, named.value, learningRate: 1e-3)
  }
case "generators": drawEverywhere()
case "broken": breakSteps()
default: print("unknown word")
}
