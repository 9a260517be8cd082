import RunRecords
import Statistics
import CentralizeOptions

/// What a landscape shows, in sentences of plain text.
struct LandscapeWording {
  let landscape: Landscape
  private let comparisons: [LandscapeComparison]
  private var with: String { landscape.with.name.asCondition }
  private var without: String { landscape.without.name.asCondition }

  init(_ landscape: Landscape, _ comparisons: [LandscapeComparison]) {
    (self.landscape, self.comparisons) = (landscape, comparisons)
  }

  /// What may be said of the smoothness.
  var verdict: String {
    guard let comparison = comparisons.first(where: { $0.measure == .smoothness }),
      let difference = comparison.difference
    else { return "No seed was measured to its end in both arms: nothing to compare." }
    let seeds = difference.differences.count
    switch difference.verdict {
    case .lower: return "Smoother \(with) than \(without), over \(seeds) seeds."
    case .higher: return "Not smoother \(with): rougher than \(without), over \(seeds) seeds."
    case .noDifferenceShown, .growing:
      // A landscape is written when all its runs have ended: it never grows.
      return
        "No clear difference in smoothness \(with) and \(without), over \(seeds) seeds."
    case .notTested:
      return
        "In this one run the loss along the steps was \(comparison.word) \(with) than "
        + "\(without); one seed says nothing of others."
    }
  }

  /// The numbers behind the verdict, a sentence for each measure.
  var grounds: [String] {
    let sentences = comparisons.compactMap { comparison -> String? in
      guard let ratio = comparison.ratio else { return nil }
      return "The \(comparison.measure.title) \(with) was "
        + "\(Table.Value.fixed(ratio, 3, false)) times that \(without) (geometric mean), and "
        + "smaller at \(comparison.smaller) of \(comparison.count) measured steps."
    }
    return sentences + [constrained, power].compactMap { $0 }
  }

  /// By how much the constraint alone lowers the smoothness.
  var constrained: String? {
    let shares = landscape.arms.compactMap { arm -> String? in
      guard let share = arm.constrainedShare else { return nil }
      return "\(Table.Value.fixed(share, 3, false)) times \(arm.name.asCondition)"
    }
    if shares.isEmpty { return nil }
    let found = shares.joined(separator: " and ")
    return
      "Of the centralized gradient Φ(∇L), whose descent is the constrained problem, β was \(found) "
      + "that of the whole gradient on the same path; it can never be more (theorem 4.2 of the paper)."
  }

  /// What so few seeds cannot show.
  private var power: String? {
    let tests = comparisons.compactMap { $0.difference?.test }
    guard let test = tests.first, Double(tests.count) * test.lowestPValue >= Power.level else {
      return nil
    }
    return
      "Neighboring steps are not independent, so what counts is the number of seeds: whatever came "
      + "out, so few could not have shown a difference at the level 5 %."
  }

  var failures: [String] {
    let tail =
      "What was found until then is in the tables; the run takes no part in the comparison."
    return landscape.failures.map {
      "Seed \($0.seed) \($0.arm.asCondition) could not be trained to its end: \($0.reason). \(tail)"
    }
  }

  var otherTraining: String {
    "This was measured on other trainings than the rest of the page shows: \(training)."
  }

  var theorem: [String] {
    let shifts = landscape.with.finished.flatMap(\.shifts)
    let promised = Set(shifts.filter(\.isPromised).map(\.name))
    let all = Set(shifts.map(\.name))
    let broken = Set(shifts.filter { $0.isPromised && !$0.holds }.map(\.name))
    let words: String
    if promised.isEmpty {
      words =
        "The optimizer's chain \(with) does not keep 1ᵀw, so the theorem makes no promise here; the "
        + "table shows how far off it is."
    } else if broken.isEmpty {
      words =
        "The chain \(with) keeps 1ᵀw of \(promised.count) of \(all.count) layers, and the theorem "
        + "holds on each of them, to rounding."
    } else {
      words =
        "The chain \(with) keeps 1ᵀw of \(promised.count) of \(all.count) layers, but the theorem is "
        + "broken beyond rounding on \(broken.sorted().joined(separator: ", "))."
    }
    let unasked = Set(landscape.with.finished.flatMap(\.unasked)).sorted()
    return [words]
      + (unasked.isEmpty
        ? []
        : [
          "Not asked, because the layer makes another weight of it first or is a transposed convolution: "
            + unasked.joined(separator: ", ") + "."
        ])
  }
}

extension LandscapeComparison {
  /// What one seed is, compared.
  fileprivate var word: String { (ratio ?? 1) < 1 ? "smoother" : "no smoother" }
}

extension Landscape.Arm {
  /// The geometric mean over all measured steps of the centralized gradient's β, divided by that of the
  /// whole gradient.
  fileprivate var constrainedShare: Double? {
    var shares: [Double] = []
    for point in finished.flatMap(\.points) {
      guard let whole = point.smoothness, let part = point.centralizedSmoothness, whole > 0,
        part > 0
      else { continue }
      shares.append(part / whole)
    }
    return shares.isEmpty ? nil : Math.geometricMean(shares)
  }
}
