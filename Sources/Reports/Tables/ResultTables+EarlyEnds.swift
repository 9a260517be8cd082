import CentralizeOptions

extension ResultTables {
  /// What it means for a comparison that runs end by a rule of their own, with the epochs of each arm; nothing where they
  /// do not.
  var earlyEnds: [String] {
    let arms = experiment.cells.flatMap(\.arms).filter { $0.config?.evaluation.patience != nil }
    let lengths = arms.map(\.name).distinct.prefix(Self.mostColumns).compactMap { name -> String? in
      let epochs = arms.filter { $0.name == name }.flatMap(\.finished).map(\.epochs.count)
      guard let least = epochs.min(), let most = epochs.max() else { return nil }
      return "\(name) " + (least == most ? "\(least)" : "\(least) to \(most)")
    }
    guard !lengths.isEmpty else { return [] }
    return [
      "Runs end by --patience, each when its held-out images no longer show anything better; epochs made: "
        + lengths.joined(separator: ", ")
        + ". Each is measured after its own last epoch: compared is training together with stopping, and a schedule "
        + "that follows the length of the run is cut off."
    ]
  }
}
