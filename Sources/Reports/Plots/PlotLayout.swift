/// Where the parts of a plot lie, in hundredths of an inch of a paper's column.
struct PlotLayout {
  static let width = 340.0
  static let height = 250.0
  static let fontSize = 11.0
  static let labelDistance = 12.5

  let x: Axis
  let y: Axis
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  init(_ plot: Plot) {
    let points = plot.curves.flatMap(\.points)
    let x = Axis(over: points.map(\.x), most: 8, isWhole: true)
    let heights = points.flatMap { [$0.low, $0.y, $0.high] }
    let y =
      plot.isLogarithmic
      ? Axis(logarithmicOver: heights) : Axis(over: heights, most: 6, bounds: plot.bounds)
    let ticks = y.ticks.map(y.label).map(Self.textWidth).max() ?? 0
    let names = plot.curves.map { Self.textWidth($0.name) }.max() ?? 0
    (self.x, self.y) = (x, y)
    left = 22 + ticks
    right = Self.width - min(names + 12, 110)
    top = 46
    bottom = Self.height - 36
  }

  func place(_ point: Plot.Point) -> (x: Double, y: Double) { place(x: point.x, y: point.y) }

  func place(x value: Double, y height: Double) -> (x: Double, y: Double) {
    let inside = min(max(y.share(height), 0), 1)
    return (left + x.share(value) * (right - left), bottom - inside * (bottom - top))
  }

  /// Where labels stand that would like to stand at `wanted`: in their order, apart from each other,
  /// and within the plot.
  func spread(_ wanted: [Double]) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var places = wanted
    var last = top - Self.labelDistance
    for index in order {
      places[index] = max(wanted[index], last + Self.labelDistance)
      last = places[index]
    }
    var next = bottom + Self.labelDistance
    for index in order.reversed() {
      places[index] = min(places[index], next - Self.labelDistance)
      next = places[index]
    }
    return places
  }

  /// About how wide a text is.
  static func textWidth(_ text: String) -> Double { Double(text.count) * fontSize * 0.56 }
}
