/// The colors of a plot.
///
/// The curves' colors are those of Okabe and Ito, which people with any color vision tell apart, in
/// an order in which neighbors also differ in lightness. Curves differ by their dashes as well.
///
/// Source: M. Okabe, K. Ito, "Color Universal Design", 2008, https://jfly.uni-koeln.de/color/.
package enum Palette: Sendable {
  /// Fixed colors on white, for files.
  case file
  /// CSS variables that the page sets, for light and dark.
  case page

  static let light = ["#0072b2", "#c44e00", "#007a5a", "#a8487f", "#8a6a00", "#2b2b2b"]
  static let dark = ["#56b4e9", "#f0954a", "#2cc79a", "#e39ac4", "#f0d84a", "#e6e6e6"]
  private static let dashes = ["", "6 2.5", "2 2", "8 2 2 2", "4 1.5", "1 2"]

  /// The dashes of a curve; empty for none.
  ///
  /// A curve that comes back to a color has other dashes than those before it.
  static func dashes(_ index: Int) -> String {
    dashes[(index + index / light.count) % dashes.count]
  }

  func color(_ index: Int) -> String {
    let index = index % Self.light.count
    return self == .file ? Self.light[index] : "var(--curve-\(index))"
  }

  var ink: String { self == .file ? "#1c1e21" : "var(--ink)" }
  var faint: String { self == .file ? "#595e66" : "var(--faint)" }
  var grid: String { self == .file ? "#dfe2e6" : "var(--rule)" }
  var ground: String { self == .file ? "#ffffff" : "var(--ground)" }

  static func variables(_ colors: [String]) -> String {
    colors.enumerated().map { "--curve-\($0): \($1);" }.joined(separator: " ")
  }
}
