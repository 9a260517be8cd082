// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let project = "swift-gradient-centralization"

func library(_ name: String) -> Target.Dependency { .product(name: name, package: project) }

let package = Package(
  name: "benchmarks",
  // Named, because a path alone would give it the name of the folder it was cloned into.
  dependencies: [.package(name: project, path: "..")],
  targets: [
    .target(
      name: "BenchmarkProtocol", dependencies: [library("Torch"), library("TorchNN")],
      swiftSettings: house),
    .executableTarget(
      name: "step-benchmark",
      dependencies: [
        "BenchmarkProtocol", library("Torch"), library("TorchNN"), library("TorchOptimizers"),
        library("TorchVision"),
      ],
      path: "Sources/StepBenchmark", swiftSettings: house),
    .executableTarget(
      name: "fashion-benchmark",
      dependencies: [
        "BenchmarkProtocol", library("Torch"), library("TorchNN"), library("TorchOptimizers"),
        library("TorchData"), library("TorchVision"),
      ],
      path: "Sources/FashionBenchmark", swiftSettings: house),
    .executableTarget(
      name: "process-benchmark",
      dependencies: [
        "BenchmarkProtocol", library("RunRecords"), library("Settings"), library("Torch"),
        library("TorchDistributed"), library("TorchNN"), library("TorchOptimizers"),
        library("TorchTraining"), library("TorchVision"),
      ],
      path: "Sources/ProcessBenchmark", swiftSettings: house),
    .executableTarget(
      name: "region-benchmark", dependencies: ["BenchmarkProtocol", library("Torch")],
      path: "Sources/RegionBenchmark", swiftSettings: house),
    .executableTarget(
      name: "image-benchmark",
      dependencies: ["BenchmarkProtocol", library("Torch"), library("TorchData")],
      path: "Sources/ImageBenchmark", swiftSettings: house),
  ],
  swiftLanguageModes: [.v6])
