/// What the classes of FGVC Aircraft are.
public enum AircraftLabels: String, CaseIterable, Codable, Hashable, Sendable {
  /// 100 variants, such as Boeing 737-700; what accuracies are published for.
  case variant
  /// 70 families, such as Boeing 737.
  case family
  /// 30 manufacturers, such as Boeing.
  case manufacturer

  /// The number of classes.
  public var classes: Int {
    switch self {
    case .variant: 100
    case .family: 70
    case .manufacturer: 30
    }
  }

  /// One line for people who choose the classes.
  public var summary: String {
    switch self {
    case .variant: "100 variants, such as 737-700"
    case .family: "70 families, such as Boeing 737"
    case .manufacturer: "30 manufacturers, such as Boeing"
    }
  }
}
