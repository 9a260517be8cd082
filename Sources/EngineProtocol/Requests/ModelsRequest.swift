/// How `models` lists the networks.
package struct ModelsRequest: Codable, Hashable, Sendable {
  package var json: Bool

  package init(json: Bool) { self.json = json }
}
