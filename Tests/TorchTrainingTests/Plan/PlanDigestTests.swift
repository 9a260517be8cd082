import CentralizeOptions
import Digests
import Foundation
import TestSupport
import Testing
import Torch
import TorchTraining

/// The plans of torchvision's networks are those that the Python package makes of torchvision's own:
/// `Python/tests/test_plan.py` holds the same file.
@Suite struct PlanDigestTests {
  struct Entry: Decodable {
    var model: ModelName
    var json: String
    var text: String
  }

  @Test func plansAreThoseOfPython() throws {
    let entries: [String: Entry] = try Fixture.json("plan_digests.json")
    #expect(entries.count == 20)
    for (name, entry) in entries {
      let network = entry.model.network(channels: 3, classes: 1000, using: .shapesOnly)
      let plan = CentralizationPlan(for: network, .all)
      #expect(SHA256.digits(of: Data(plan.text.utf8)) == entry.text, "\(name)")
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let json = try encoder.encode(plan) + Data("\n".utf8)
      #expect(SHA256.digits(of: json) == entry.json, "\(name)")
    }
  }
}
