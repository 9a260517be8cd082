// swift-tools-version: 6.2
import PackageDescription

// libtorch: the folder that holds `include/` and `lib/`. The environment variable LIBTORCH names it,
// else it is `.libtorch/torch` in this package, or in the package that depends on this one.
let home = Context.packageDirectory.split(separator: "/.build/checkouts/")[0]
let libtorch = Context.environment["LIBTORCH"] ?? home + "/.libtorch/torch"

let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// C and C++ are always optimized; a crash names the lines, and more would make the build longer.
let strict = ["-O2", "-gline-tables-only", "-Wall", "-Wextra", "-Werror"]

func module(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

func tests(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name), "TestSupport"] + dependencies,
    swiftSettings: house)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let csv = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")

/// The files in Recipes/, which ship with the command.
let recipes = [
  "aerial-trees-faster-rcnn",
  "cifar100-densenet121", "cifar100-resnet101", "cifar100-resnet18", "cifar100-resnet34",
  "cifar100-resnet50", "cifar100-resnet50-adagrad", "cifar100-resnet50-adam",
  "cifar100-resnet50-adamw", "cifar100-resnet50-sgdw", "cifar100-resnext29", "cifar100-vgg11",
  "coco-faster-rcnn-resnet101", "coco-faster-rcnn-resnet50", "coco-faster-rcnn-resnext101-32x4d",
  "coco-faster-rcnn-resnext101-64x4d", "coco-mask-rcnn-resnet101", "coco-mask-rcnn-resnet50",
  "coco-mask-rcnn-resnet50-gn", "coco-mask-rcnn-resnet50-gn-ws",
  "coco-mask-rcnn-resnext101-32x4d", "coco-mask-rcnn-resnext101-64x4d", "cub-200-2011-resnet50",
  "fashion-mnist-learning-rate", "fashion-mnist-muon", "fashion-mnist-normalization",
  "fashion-mnist-optimizers", "fashion-mnist-small-sample", "fashion-mnist-variants",
  "fashion-mnist-variants-adam", "fashion-mnist-weight-decay", "fgvc-aircraft-resnet50",
  "fine-tuning-garments", "fine-tuning-trees", "garments-faster-rcnn", "garments-mask-rcnn",
  "imagenet-resnet101", "imagenet-resnet101-gn", "imagenet-resnet50", "imagenet-resnet50-gn",
  "imagenet-resnet50-torchvision", "imagenet-resnet50-torchvision-v2",
  "mini-imagenet-resnet50", "mini-imagenet-resnet50-ws", "stanford-cars-resnet50",
  "stanford-dogs-resnet50",
]

// For C++ that sees libtorch's headers. In C++20, clang takes a header of another target for a module that it may not
// build.
let seesLibtorch =
  [
    "-fno-cxx-modules", "-isystem", libtorch + "/include",
    "-isystem", libtorch + "/include/torch/csrc/api/include",
  ] + strict

let package = Package(
  name: "swift-gradient-centralization",
  products: [
    .library(name: "Coco", targets: ["Coco"]),
    .library(name: "Files", targets: ["Files"]),
    .library(name: "Settings", targets: ["Settings"]),
    .library(name: "Torch", targets: ["Torch"]),
    .library(name: "TorchNN", targets: ["TorchNN"]),
    .library(name: "TorchOptimizers", targets: ["TorchOptimizers"]),
    .library(name: "TorchData", targets: ["TorchData"]),
    .library(name: "TorchVision", targets: ["TorchVision"]),
    .library(name: "TorchDetection", targets: ["TorchDetection"]),
    .library(name: "TorchDistributed", targets: ["TorchDistributed"]),
    .library(name: "TorchTraining", targets: ["TorchTraining"]),
    .library(name: "TorchExperiments", targets: ["TorchExperiments"]),
    .library(name: "RunRecords", targets: ["RunRecords"]),
    .library(name: "Reports", targets: ["Reports"]),
    .library(name: "Statistics", targets: ["Statistics"]),
    .executable(name: "centralize", targets: ["centralize"]),
    .executable(name: "centralize-engine", targets: ["centralize-engine"]),
    .executable(name: "centralize-fetch", targets: ["centralize-fetch"]),
    .executable(name: "centralize-mat", targets: ["centralize-mat"]),
    .executable(name: "centralize-watch", targets: ["centralize-watch"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", exact: "0.10.0"),
  ],
  targets: [
    // The fused optimizer steps and regions of images, on pointers: anyone's memory, without libtorch.
    .target(
      name: "Kernels", cxxSettings: [.unsafeFlags(strict)], linkerSettings: [.linkedLibrary("m")]),
    // The engine: one boxed operator call into libtorch, and tensors on top of it.
    .target(
      name: "CTorch", dependencies: ["Kernels"],
      cxxSettings: [
        .unsafeFlags(seesLibtorch),
        // Stands in for the headers of gloo.
        .headerSearchPath("Distributed"),
      ],
      linkerSettings: [
        .unsafeFlags([
          "-L", libtorch + "/lib", "-Xlinker", "-rpath", "-Xlinker", libtorch + "/lib",
          // The OpenMP library that libtorch_cpu runs on: kernels of our own share its threads.
          "-Xlinker", "-l:libgomp.so.1",
        ]),
        .linkedLibrary("torch_cpu"), .linkedLibrary("c10"),
      ]),
    // Standard input, output and error of every program. No Foundation.
    module("Streams"),
    // Addresses and sockets that listen. No Foundation.
    module("Sockets"),
    // Files that are written whole or not at all, and formats that are refused by name.
    module("Files"),
    // Programs that this one starts.
    .target(name: "CSpawn", cSettings: [.unsafeFlags(strict)]),
    module("Processes", "CSpawn", "Files"),
    // The values that the library and the command share. No libtorch.
    module("Settings", "Files"),
    // COCO's files, masks as run lengths, and metrics of detections. No libtorch.
    module("Coco", "Files"),
    module("Torch", "CTorch", "Files", "Kernels"),
    // Processes that train together.
    module("TorchDistributed", "CTorch", "Settings", "Sockets", "Torch"),
    module("TorchNN", "Files", "Settings", "Torch"),
    module("TorchOptimizers", "Files", "Kernels", "Settings", "Torch"),
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // Glue between Swift and the two libraries, whose errors are long jumps. The names of the
    // libraries' packages are in Scripts/setup.
    .target(
      name: "CImages",
      cSettings: [.unsafeFlags(strict)],
      linkerSettings: [.linkedLibrary("jpeg"), .linkedLibrary("png")]),
    module(
      "TorchData", "Coco", "Files", "Processes", "Settings", "Torch", "CImages", "CZlib"),
    // Reads MATLAB files for TorchData, in a process of its own: C on bytes from anywhere.
    .systemLibrary(name: "CMatio", pkgConfig: "matio", providers: [.apt(["libmatio-dev"])]),
    .executableTarget(
      name: "centralize-mat", dependencies: ["CMatio", "Streams"], swiftSettings: house),
    module("TorchVision", "TorchNN"),
    // Networks that find objects in images.
    module("TorchDetection", "Settings", "Torch", "TorchData", "TorchNN", "TorchVision"),

    // Fetches data sets. `centralize` hands over to `centralize-fetch`, so that the libraries which
    // that takes are loaded for nothing else.
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    module(
      "DatasetDownloads", "CentralizeOptions", "Files", "Processes", "CArchive", "COpenSSL"),
    .executableTarget(
      name: "centralize-fetch",
      dependencies: ["CentralizeOptions", "DatasetDownloads", "Files", "Streams"],
      swiftSettings: house),

    // The experiment and its command. Options are parsed without libtorch, which takes half a
    // second to load; `centralize` hands them over to `centralize-engine`.
    module("CentralizeOptions", "Files", "Settings"),
    // What lies in the folder of a run, and what processes say to each other.
    module("RunRecords", "CentralizeOptions", "Files", "Settings"),
    module(
      "EngineProtocol", "CentralizeOptions", "Files", "Processes", "RunRecords", "Settings",
      "Sockets", "Streams"),
    // What comes of experiments: results, statistics, tables, plots and the report.
    module("Digests", "COpenSSL", "Files"),
    .target(name: "CStatistics"),
    // TensorBoard's files. Its messages are Swift already: Scripts/event-messages made them.
    .target(
      name: "EventFiles", dependencies: ["Files", "RunRecords", protobuf],
      exclude: ["Messages/events.proto"], swiftSettings: house),
    // What follows from results: numbers, then tables, plots and pages; then what makes results.
    module("Statistics", "CStatistics"),
    module(
      "Reports", "CentralizeOptions", "EventFiles", "Files", "Processes", "RunRecords", "Settings",
      "Statistics"),
    // Runs that other programs recorded.
    .target(
      name: "Imports",
      dependencies: [
        "CentralizeOptions", "Digests", "EventFiles", "Files", "Reports", "RunRecords", "Settings",
        csv,
      ], swiftSettings: house),
    module(
      "Grids", "CentralizeOptions", "Digests", "EngineProtocol", "EventFiles", "Files",
      "Processes", "Reports", "RunRecords", "Settings"),
    module(
      "TorchTraining", "CentralizeOptions", "Coco", "Digests", "EngineProtocol", "EventFiles",
      "Files", "Processes", "RunRecords", "Settings", "Streams", "TorchDetection",
      "TorchDistributed", "TorchNN", "TorchOptimizers", "TorchData", "TorchVision"),
    module(
      "Watching", "CentralizeOptions", "Digests", "Files", "Grids", "Reports", "RunRecords",
      "Settings"),
    // Serves the growing report of an experiment. `centralize` hands over to `centralize-watch`.
    module("LiveReport", "Sockets", "Watching"),
    // Experiments of programs with networks, data and optimizers of their own.
    module(
      "TorchExperiments", "CentralizeOptions", "EngineProtocol", "Files", "Grids", "LiveReport",
      "Reports", "RunRecords", "Settings", "Streams", "Torch", "TorchNN", "TorchOptimizers",
      "TorchTraining", "Watching"),
    .executableTarget(
      name: "centralize-watch", dependencies: ["Files", "LiveReport", "Streams", "Watching"],
      swiftSettings: house),
    .target(
      name: "Recipes", path: "Recipes", resources: recipes.map { .copy($0 + ".yaml") },
      swiftSettings: house),
    .executableTarget(
      name: "centralize",
      dependencies: [
        "CentralizeOptions", "Coco", "EngineProtocol", "Files", "Grids", "Imports", "Processes",
        "Recipes", "Reports", "RunRecords", "Settings", "Streams", "Watching", argumentParser, yams,
      ],
      swiftSettings: house),
    .executableTarget(
      name: "centralize-engine",
      dependencies: [
        "CentralizeOptions", "EngineProtocol", "Files", "RunRecords", "Settings", "Streams",
        "Torch", "TorchData", "TorchDistributed", "TorchTraining",
      ],
      swiftSettings: house),

    .executableTarget(
      name: "example-train-fashion-mnist",
      dependencies: ["Torch", "TorchData", "TorchNN", "TorchOptimizers", "TorchVision"],
      path: "Examples/TrainFashionMNIST", swiftSettings: house),
    // Packages of their own, compiled here as their users compile them; Scripts/test-dependent builds and runs the packages.
    .executableTarget(
      name: "example-sorted-digits", dependencies: ["Torch", "TorchExperiments", "TorchNN"],
      path: "Examples/SortedDigits/Sources/sorted-digits"),
    .executableTarget(
      name: "example-depthwise-images",
      dependencies: ["Torch", "TorchData", "TorchExperiments", "TorchNN"],
      path: "Examples/DepthwiseImages/Sources/depthwise-images"),

    .target(
      name: "TestSupport",
      dependencies: [
        "CentralizeOptions", "EventFiles", "Files", "Processes", "Sockets", "Torch", "TorchNN",
        protobuf,
      ],
      path: "Tests/TestSupport", swiftSettings: house),
    .target(
      name: "ExperimentSupport",
      dependencies: ["CentralizeOptions", "Grids", "Reports", "RunRecords", "TestSupport"],
      path: "Tests/ExperimentSupport", swiftSettings: house),
    // Counts allocations of fused steps, in a process whose heap it watches.
    .target(name: "AllocationCounter", path: "Tests/AllocationProbe/Counter"),
    .executableTarget(
      name: "allocation-probe",
      dependencies: ["AllocationCounter", "Torch", "TorchNN", "TorchOptimizers"],
      path: "Tests/AllocationProbe/Probe", swiftSettings: house),
    // Makes steps by the kernels alone, for Scripts/arm64-kernels on another architecture too.
    .executableTarget(
      name: "kernel-vectors", dependencies: ["Kernels"], path: "Tests/KernelVectors",
      exclude: ["make_vectors.py", "vectors.txt"],
      cxxSettings: [.unsafeFlags(["-fno-cxx-modules"] + strict)]),
    // A process of a group, for tests of groups.
    .executableTarget(
      name: "distributed-probe",
      dependencies: ["Torch", "TorchDistributed", "TorchNN", "TorchOptimizers"],
      path: "Tests/DistributedProbe", swiftSettings: house),
    // Whole runs by such a process, those of a program's own task too.
    .executableTarget(
      name: "training-probe",
      dependencies: [
        "CentralizeOptions", "EngineProtocol", "RunRecords", "Settings", "TestSupport", "Torch",
        "TorchDistributed", "TorchNN", "TorchTraining",
      ],
      path: "Tests/TrainingProbe", swiftSettings: house),
    // A task of a program's own.
    .target(
      name: "TaskSupport",
      dependencies: ["RunRecords", "Settings", "Torch", "TorchNN", "TorchTraining"],
      path: "Tests/TaskSupport", swiftSettings: house),
    // A program with an experiment of its own.
    .executableTarget(
      name: "experiment-probe",
      dependencies: ["TaskSupport", "Torch", "TorchExperiments", "TorchNN", "TorchOptimizers"],
      path: "Tests/ExperimentProbe", swiftSettings: house),
    // A device in the CPU's memory, for tests of what is done on devices: in a process of its own, as libtorch has it then.
    .target(
      name: "HostDevice", dependencies: ["CTorch"], path: "Tests/HostDevice",
      cxxSettings: [.unsafeFlags(seesLibtorch)]),
    .executableTarget(
      name: "device-probe",
      dependencies: [
        "HostDevice", "RunRecords", "Settings", "TestSupport", "Torch", "TorchNN",
        "TorchOptimizers", "TorchTraining",
      ],
      path: "Tests/DeviceProbe", swiftSettings: house),
    // Answers Scripts/gpu-check, on a machine with a GPU.
    .executableTarget(
      name: "gpu-probe",
      dependencies: [
        "RunRecords", "Settings", "Torch", "TorchData", "TorchDistributed", "TorchNN",
        "TorchOptimizers", "TorchTraining", "TorchVision",
      ],
      path: "Tests/GPUProbe", swiftSettings: house),
    tests("Files"),
    tests("Processes"),
    tests("Coco"),
    tests("Torch", "Kernels"),
    tests("TorchDistributed", "Settings", "Sockets", "distributed-probe"),
    tests("TorchNN", "TorchOptimizers"),
    tests("TorchOptimizers", "TorchVision"),
    tests("TorchData", "Coco", "centralize-mat"),
    tests("DatasetDownloads", "COpenSSL", "Sockets"),
    tests("TorchVision"),
    // What the pages and the articles show, compiled and run.
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "TestSupport", "Torch", "TorchData", "TorchExperiments", "TorchNN", "TorchOptimizers",
      ], swiftSettings: house),
    tests("TorchDetection", "TorchData", "TorchNN", "TorchVision"),
    tests(
      "TorchTraining", "Coco", "Digests", "EngineProtocol", "Files", "Grids", "Reports",
      "RunRecords", "TaskSupport", "TorchDetection", "Watching", "training-probe"),
    tests(
      "TorchExperiments", "CentralizeOptions", "Grids", "TaskSupport", "Torch", "TorchNN",
      "TorchOptimizers"),
    tests("CentralizeOptions", "EngineProtocol", "Files", "RunRecords"),
    tests("EventFiles", "Files", "RunRecords", protobuf),
    tests("RunRecords", "EventFiles", "Files"),
    tests("Statistics"),
    tests("Reports", "CentralizeOptions", "ExperimentSupport", "Files", "RunRecords", "Statistics"),
    tests("Imports", "CentralizeOptions", "EventFiles", "Files", "Reports", "RunRecords"),
    tests("Grids", "CentralizeOptions", "ExperimentSupport", "Files", "Reports", "RunRecords"),
    tests(
      "Watching", "CentralizeOptions", "ExperimentSupport", "Files", "Grids", "Reports",
      "RunRecords"),
    tests(
      "LiveReport", "CentralizeOptions", "ExperimentSupport", "Reports", "RunRecords", "Watching"),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "EventFiles", "TestSupport", "allocation-probe", "centralize", "centralize-engine",
        "centralize-fetch", "centralize-mat", "centralize-watch", "device-probe",
        "experiment-probe", "gpu-probe", "kernel-vectors",
      ],
      swiftSettings: house),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx20)
