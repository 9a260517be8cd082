/// A value of a configuration as text.
struct PlainValue: Decodable {
  let text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let truth = try? container.decode(Bool.self) {
      text = "\(truth)"
    } else if let whole = try? container.decode(Int.self) {
      text = "\(whole)"
    } else if let number = try? container.decode(Double.self) {
      text = "\(number)"
    } else {
      text = try container.decode(String.self)
    }
  }
}
