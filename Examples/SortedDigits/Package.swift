// swift-tools-version: 6.2
import PackageDescription

let library = "swift-gradient-centralization"

let package = Package(
  name: "sorted-digits",
  dependencies: [.package(name: library, path: "../..")],
  targets: [
    .executableTarget(
      name: "sorted-digits",
      dependencies: [
        .product(name: "Torch", package: library),
        .product(name: "TorchExperiments", package: library),
        .product(name: "TorchNN", package: library),
      ])
  ])
