/// Where the computation runs.
public enum DeviceName: Hashable, Sendable {
  /// The processor.
  case cpu
  /// A CUDA graphics card by its number, from 0; without one, the card whose number is that of this process among
  /// those of its host, and so the first for a process alone.
  case cuda(Int?)
  /// CUDA graphics cards where this machine has any, else the processor.
  case auto

  /// The largest number of a card.
  public static let lastCard = 63

  /// One line for people who choose a device, and how each is written.
  public static let summaries = [
    ("cpu", "the processor"),
    ("cuda", "the CUDA graphics card with the number of the process on its host, else the first"),
    ("cuda:N", "the CUDA graphics card N, from 0"),
    ("auto", "as cuda where there is such a card, else cpu"),
  ]
}

extension DeviceName: TextValue {
  /// The three words, and a card by its number.
  public static let expectation = "cpu, cuda, cuda:N with a card from 0 to \(lastCard), or auto"

  /// The device that a text names; `nil` for any other text.
  public init?(_ text: String) {
    switch text {
    case "cpu": self = .cpu
    case "cuda": self = .cuda(nil)
    case "auto": self = .auto
    default:
      let digits = text.dropFirst("cuda:".count)
      guard text.hasPrefix("cuda:"), digits.allSatisfy(\.isASCII), digits.allSatisfy(\.isNumber),
        let card = Int(digits), card <= Self.lastCard
      else { return nil }
      self = .cuda(card)
    }
  }

  /// The text that `init(_:)` reads.
  public var description: String {
    switch self {
    case .cpu: "cpu"
    case .cuda(let card): card.map { "cuda:\($0)" } ?? "cuda"
    case .auto: "auto"
    }
  }
}
