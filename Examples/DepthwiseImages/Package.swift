// swift-tools-version: 6.2
import PackageDescription

let library = "swift-gradient-centralization"

let package = Package(
  name: "depthwise-images",
  dependencies: [.package(name: library, path: "../..")],
  targets: [
    .executableTarget(
      name: "depthwise-images",
      dependencies: [
        .product(name: "Torch", package: library),
        .product(name: "TorchData", package: library),
        .product(name: "TorchExperiments", package: library),
        .product(name: "TorchNN", package: library),
      ])
  ])
