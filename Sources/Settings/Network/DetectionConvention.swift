/// By whose rules a detector is trained and asked, where the two that are compared with differ.
///
/// docs/Detection.md lists the differences, row by row.
public enum DetectionConvention: String, CaseIterable, Codable, Hashable, Sendable {
  /// Those of torchvision's `fasterrcnn_resnet50_fpn` and `maskrcnn_resnet50_fpn`.
  case torchvision
  /// Those of the authors' experiments: mmdetection 1.x.
  ///
  /// Source: Chen et al., "MMDetection: Open MMLab Detection Toolbox and Benchmark", 2019,
  /// https://arxiv.org/abs/1906.07155.
  case paper

  /// One line for people who choose a convention.
  public var summary: String {
    switch self {
    case .torchvision: "torchvision's detectors: boxes of width x2 - x1"
    case .paper: "mmdetection 1.x, as in the paper: boxes of width x2 - x1 + 1"
    }
  }
}
