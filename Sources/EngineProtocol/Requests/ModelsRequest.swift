/// How `models` lists the networks.
public struct ModelsRequest: Codable, Hashable, Sendable {
  /// Whether the list is printed as JSON.
  public var json: Bool

  /// A list as JSON or as a table.
  public init(json: Bool) { self.json = json }
}
