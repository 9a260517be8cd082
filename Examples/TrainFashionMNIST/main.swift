import Torch
import TorchData
import TorchNN
import TorchOptimizers
import TorchVision

let model = ResNet(
  .resnet8, stem: .strided, channels: 1, classes: 10, using: Generator(seed: 0))
model.move(memoryFormat: .channelsLast)
let optimizer = Optimizer(
  model.namedParameters, learningRate: 0.1,
  WeightDecay(5e-4), GradientCentralization(), Momentum(0.9))

let fashion = PublishedDataset.fashionMNIST
let loader = DataLoader(
  try fashion.load(.training, from: "/usr/share/datasets/fashion-mnist"), batchSize: 128,
  pipeline: ImagePipeline(normalization: fashion.normalization, crop: .padded(2), flip: true))
let batches = loader.batches(epoch: 0)
while let batch = try batches.next() {
  let loss = model(batch.images).crossEntropy(batch.labels)
  loss.backward()
  optimizer.step()
  optimizer.zeroGrad()
}
try SafetensorsFile.write(model.stateDict, to: "weights.safetensors")
