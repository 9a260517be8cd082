// Prints, for each optimizer with a fused step, how often 100 warm steps ask for memory, and a last
// line for a control that does ask. With the word `memory`, how many pages the kernel hands out.
import AllocationCounter
import Foundation
import Torch
import TorchNN
import TorchOptimizers

/// How often `body` asks for memory.
func allocations(in body: () -> Void) -> Int64 {
  allocation_counter_arm()
  body()
  return allocation_counter_disarm()
}

if CommandLine.arguments.contains("memory") {
  let faults = pageFaultsWithoutAndWithKeptMemory()
  print(faults.without, faults.with)
  exit(0)
}

let generator = Generator(seed: 0)
let network = Sequential(
  Conv2d(3, 16, kernel: 3, using: generator), BatchNorm2d(16),
  Conv2d(16, 64, kernel: 3, using: generator), Flatten(), Linear(64 * 16, 100, using: generator))
network.move(memoryFormat: .channelsLast)
let parameters = network.namedParameters
for parameter in parameters { parameter.value.grad = parameter.value.zerosLike().detached() }

let optimizers: [(name: String, named: any NamedOptimizer)] = [
  ("sgd", SGD(momentum: 0.9, weightDecay: 5e-4, centralization: Centralization())),
  (
    "sgdw",
    SGDW(momentum: 0.9, weightDecay: 5e-4, centralization: Centralization(placement: .update))
  ),
  ("adam", Adam(weightDecay: 5e-4, centralization: Centralization())),
  ("adamw", AdamW(centralization: Centralization(placement: .update))),
  ("adagrad", Adagrad(weightDecay: 5e-4, centralization: Centralization())),
  ("rmsprop", RMSprop(centralization: Centralization())),
  ("lion", Lion(weightDecay: 5e-4, centralization: Centralization(placement: .update))),
  ("moment", Adam(weightDecay: 5e-4, centralization: Centralization(placement: .moment))),
  ("scaled", SGD(momentum: 0.9, centralization: Centralization(isScaled: true))),
  (
    "whole",
    AdamW(centralization: Centralization(placement: .update, axis: .tensor, isScaled: true))
  ),
]

Runtime.threads = 2
for (name, named) in optimizers {
  let optimizer = Optimizer(parameters, learningRate: 1e-3, named)
  for _ in 0..<3 { optimizer.step() }
  print(name, allocations { for _ in 0..<100 { optimizer.step() } })
}
let chain = Optimizer(parameters, learningRate: 1e-3, NAdam())
for _ in 0..<3 { chain.step() }
print("nadam", allocations { chain.step() })
