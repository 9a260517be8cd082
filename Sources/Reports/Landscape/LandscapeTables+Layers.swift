import RunRecords
import Statistics
import CentralizeOptions

extension LandscapeTables {
  /// The share of the gradient's energy in the mean, weight by weight.
  var energy: Table {
    let columns = landscape.arms.flatMap { arm in
      ["mean", "least", "most"].map { Table.Column("\(arm.name), \($0)", .number) }
    }
    let rows = names.map { name -> [Table.Value] in
      let values = landscape.arms.flatMap { arm -> [Table.Value] in
        let shares = arm.finished.flatMap(\.points).flatMap(\.shares)
          .filter { $0.name == name }.map { $0.share * 100 }
        guard let least = shares.min(), let most = shares.max() else {
          return [.missing, .missing, .missing]
        }
        return [MeanAndDeviation(shares).mean, least, most].map { .number($0, digits: 2) }
      }
      return [.text(name)] + values
    }
    return Table(
      caption: "Share of the gradient's energy in % that centralization takes, ‖g − Φ(g)‖²/‖g‖²",
      columns: [.init("weight", .text)] + columns,
      rows: rows.filter { row in row.contains { if case .number = $0 { true } else { false } } },
      notes: [
        "Of the loss's own gradient, before weight decay: over all measured steps and seeds. "
          + "\(landscape.without.name.asCondition.capitalizedFirst) it is what centralization would have taken."
      ])
  }

  /// The weights that centralization is for in the arm with it, in the order of the network.
  private var names: [String] {
    landscape.with.runs.flatMap(\.points).first?.shares.map(\.name) ?? []
  }

  /// The output-space theorem, layer by layer.
  var theorem: Table {
    let rows = (landscape.with.finished.first?.shifts ?? []).map { shift -> [Table.Value] in
      let arms = [landscape.with, landscape.without].map { arm in
        arm.finished.flatMap(\.shifts).filter { $0.name == shift.name }
      }
      func most(_ shifts: [OutputShift], _ value: (OutputShift) -> Double) -> Table.Value {
        shifts.map(value).max().map { .significant($0) } ?? .missing
      }
      let isPromised = arms[0].allSatisfy(\.isPromised)
      let verdict =
        !isPromised ? "not promised" : arms[0].allSatisfy(\.holds) ? "holds, to rounding" : "broken"
      return [
        .text(shift.name), .count(shift.inputs), .text(verdict),
        most(arms[0]) { $0.fromInitial }, most(arms[0]) { $0.tolerance },
        most(arms[0]) { $0.fromCurrent }, most(arms[1]) { $0.fromInitial },
      ]
    }
    let (with, without) = (landscape.with.name, landscape.without.name)
    return Table(
      caption:
        "A constant c added to all inputs of a trained layer: how far its output is from moving "
        + "by c·1ᵀw⁰",
      columns: [
        .init("weight", .text), .init("inputs", .number),
        .init("theorem \(with.asCondition)", .text),
        .init("\(with), from c·1ᵀw⁰", .number), .init("rounding explains", .number),
        .init("\(with), from c·1ᵀw", .number), .init("\(without), from c·1ᵀw⁰", .number),
      ], rows: rows,
      notes: [
        "The largest deviation over output units, images, places and seeds, as a share of |c|·max Σ|w|, the "
          + "farthest that a unit could move; computed in float64 on images of the last step. That the "
          + "output moves by c·1ᵀw, with the weights of now, is true of any weights, and shows how "
          + "exact the check is."
      ])
  }
}
