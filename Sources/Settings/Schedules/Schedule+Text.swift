extension Schedule: TextValue {
  /// The shapes, with or without a warm-up.
  public static let expectation =
    "'constant', 'cosine[:FLOOR[:EPOCHS[:GROWTH]]]', 'linear[:FLOOR]', 'polynomial:POWER[:FLOOR]', "
    + "'exponential:FACTOR[:EPOCHS]', 'step:60,120,180:0.1' (rising epochs, then a factor above 0 and at "
    + "most 1), 'one-cycle[:RISE[:START[:END]]]' or 'plateau:FACTOR:PATIENCE', each but one-cycle with an "
    + "optional ',warmup:N' (steps), ',warmup:Ne' (epochs) or ',warmup:N:SHARE' (between 0 and 1)"

  /// The schedule that a text describes.
  public init?(_ text: String) {
    let marker = ",warmup:"
    guard let range = text.firstRange(of: marker) else {
      guard let shape = Shape(Substring(text)) else { return nil }
      self.init(shape)
      return
    }
    guard let shape = Shape(text[..<range.lowerBound]), shape.canWarmUp,
      let warmup = Warmup.read(text[range.upperBound...])
    else { return nil }
    self.init(shape, warmup: warmup.isNone ? nil : warmup)
  }

  /// The text that `init(_:)` reads; equal schedules have equal texts.
  public var description: String { shape.text + (warmup.map { ",warmup:\($0.text)" } ?? "") }
}

extension Schedule.Shape {
  /// Whether there can be a warm-up ahead of it.
  fileprivate var canWarmUp: Bool { if case .oneCycle = self { false } else { true } }

  fileprivate init?(_ text: Substring) {
    var words = text.split(separator: ":", omittingEmptySubsequences: false)[...]
    let name = words.removeFirst()
    var numbers = Numbers(words)
    switch name {
    case "constant": self = .constant
    case "cosine":
      let floor = numbers.next(in: .fraction, else: 0)
      let restarts = numbers.isEmpty ? nil : numbers.nextWhole(in: 1...Limits.epochs)
      let growth = numbers.nextWhole(in: 1...Limits.epochs, else: 1)
      self = .cosine(
        floor: floor, restarts: restarts.map { Schedule.Restarts(epochs: $0, growth: growth) })
    case "linear": self = .linear(floor: numbers.next(in: .fraction, else: 0))
    case "polynomial":
      self = .polynomial(
        power: numbers.next(in: .positive), floor: numbers.next(in: .fraction, else: 0))
    case "exponential":
      self = .exponential(
        factor: numbers.next(in: .probability),
        epochs: numbers.nextWhole(in: 1...Limits.epochs, else: 1))
    case "step":
      guard let milestones = words.popFirst().flatMap(Self.milestones) else { return nil }
      numbers = Numbers(words)
      self = .step(milestones: milestones, factor: numbers.next(in: .probability))
    case "one-cycle":
      let usual = Schedule.OneCycle()
      self = .oneCycle(
        Schedule.OneCycle(
          rise: numbers.next(in: .betweenZeroAndOne, else: usual.rise),
          start: numbers.next(in: .fromOne, else: usual.start),
          end: numbers.next(in: .fromOne, else: usual.end)))
    case "plateau":
      self = .plateau(
        Schedule.Plateau(
          factor: numbers.next(in: .betweenZeroAndOne),
          patience: numbers.nextWhole(in: 0...Limits.epochs)))
    default: return nil
    }
    if !numbers.areRead { return nil }
  }

  private static func milestones(_ text: Substring) -> [Int]? {
    var milestones: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let least = (milestones.last ?? 0) + 1
      guard least <= Limits.epochs, let milestone = Int(part),
        (least...Limits.epochs).contains(milestone)
      else { return nil }
      milestones.append(milestone)
    }
    return milestones
  }

  fileprivate var text: String {
    switch self {
    case .constant: "constant"
    case .cosine(0, nil): "cosine"
    case .cosine(let floor, nil): "cosine:\(floor)"
    case .cosine(let floor, let restarts?):
      "cosine:\(floor):\(restarts.epochs)" + (restarts.growth == 1 ? "" : ":\(restarts.growth)")
    case .linear(let floor): "linear" + (floor == 0 ? "" : ":\(floor)")
    case .polynomial(let power, let floor):
      "polynomial:\(power)" + (floor == 0 ? "" : ":\(floor)")
    case .exponential(let factor, let epochs):
      "exponential:\(factor)" + (epochs == 1 ? "" : ":\(epochs)")
    case .step(let milestones, let factor):
      "step:" + milestones.map(String.init).joined(separator: ",") + ":\(factor)"
    case .oneCycle(let cycle):
      cycle == Schedule.OneCycle()
        ? "one-cycle" : "one-cycle:\(cycle.rise):\(cycle.start):\(cycle.end)"
    case .plateau(let plateau): "plateau:\(plateau.factor):\(plateau.patience)"
    }
  }
}

extension Schedule.Warmup {
  /// What stands behind `warmup:`; `nil` for a text that says none.
  ///
  /// A length of 0 is none, too.
  fileprivate static func read(_ text: Substring) -> Self? {
    var words = text.split(separator: ":", omittingEmptySubsequences: false)[...]
    guard var length = words.popFirst() else { return nil }
    let countsEpochs = length.last == "e"
    if countsEpochs { length.removeLast() }
    guard let count = Int(length),
      (0...(countsEpochs ? Limits.epochs : Limits.steps)).contains(count)
    else { return nil }
    var numbers = Numbers(words)
    let share = numbers.isEmpty ? nil : numbers.next(in: .betweenZeroAndOne)
    if !numbers.areRead { return nil }
    return Self(length: countsEpochs ? .epochs(count) : .steps(count), share: share)
  }

  fileprivate var isNone: Bool { length == .steps(0) || length == .epochs(0) }

  fileprivate var text: String {
    let count =
      switch length {
      case .steps(let count): "\(count)"
      case .epochs(let count): "\(count)e"
      }
    return count + (share.map { ":\($0)" } ?? "")
  }
}

/// The numbers behind the name of a shape, one after the other.
private struct Numbers {
  private var words: ArraySlice<Substring>
  private var isSound = true

  init(_ words: ArraySlice<Substring>) { self.words = words }

  /// Whether none is left.
  var isEmpty: Bool { words.isEmpty }

  /// Whether all were read, and each was what it must be.
  var areRead: Bool { words.isEmpty && isSound }

  /// The next one; `usual` where there is none, and where that is `nil` there must be one.
  mutating func next(in range: NumberRange, else usual: Double? = nil) -> Double {
    read(usual) { word in Double(word).flatMap { range.contains($0) ? $0 : nil } } ?? 0
  }

  mutating func nextWhole(in range: ClosedRange<Int>, else usual: Int? = nil) -> Int {
    read(usual) { word in Int(word).flatMap { range.contains($0) ? $0 : nil } } ?? 0
  }

  private mutating func read<Number>(_ usual: Number?, _ number: (Substring) -> Number?) -> Number?
  {
    guard let word = words.popFirst() else {
      isSound = isSound && usual != nil
      return usual
    }
    let read = number(word)
    isSound = isSound && read != nil
    return read
  }
}
