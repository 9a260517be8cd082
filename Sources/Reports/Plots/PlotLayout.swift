/// Where the parts of a plot lie, in hundredths of an inch of a paper's column.
///
/// The plot itself is as high whatever stands above it: names that take more rows make the picture higher.
struct PlotLayout {
  static let width = 340.0
  static let fontSize = 11.0
  static let titleSize = 12.5
  static let labelDistance = 12.5
  /// The baselines of the title's first line and, below its last one, of the legend's.
  static let (titleBaseline, titleDistance, legendDistance) = (14.0, 15.0, 16.8)
  /// From the end of the axis to where the names of curves begin.
  static let labelGap = 12.0
  private static let plotHeight = 168.0
  /// The widest name that stands at the end of its curve.
  private static let widestLabel = 96.0

  let x: Axis
  let y: Axis
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  let height: Double
  let title: [String]
  let yTitle: [String]
  let legend: PlotLegend
  let legendBaseline: Double
  /// Whether every name has room at the end of its curve.
  let hasEndLabels: Bool

  init(_ plot: Plot) {
    let points = plot.curves.flatMap(\.points)
    let heights = points.flatMap { [$0.low, $0.y, $0.high] }
    y =
      plot.isLogarithmic
      ? Axis(logarithmicOver: heights) : Axis(over: heights, bounds: plot.bounds)
    title = TextWidth.lines(
      plot.title, within: Self.width - 8, size: Self.titleSize, isBold: true)
    yTitle = TextWidth.lines(plot.yTitle, within: Self.plotHeight, size: Self.fontSize)
    legend = PlotLegend(plot.curves.map(\.name), bandTitle: plot.bandTitle)
    legendBaseline =
      Self.titleBaseline + Double(title.count - 1) * Self.titleDistance + Self.legendDistance
    top = legendBaseline + Double(max(legend.rows, 1) - 1) * PlotLegend.rowHeight + 15.2
    bottom = top + Self.plotHeight
    height = bottom + 36
    left =
      22 + Double(yTitle.count - 1) * Self.labelDistance
      + (y.ticks.map(y.label).map(Self.textWidth).max() ?? 0)

    let names = plot.curves.filter { !$0.points.isEmpty }.map {
      TextWidth.of($0.name, size: Self.fontSize, isBold: true)
    }
    let widest = names.max() ?? 0
    let ends = Axis(wholeOver: points.map(\.x), apart: 1)
    let tick =
      [ends.low, ends.high, (ends.high / 1000).rounded(.down) * 1000]
      .map { Self.textWidth(ends.label($0.rounded())) }.max() ?? 0
    let margin = max(8, tick / 2 + 2)
    let labelled = max(widest + Self.labelGap + 3, margin)
    // A tick of the axis takes its label and a gap, four of them and the names at its end what is there.
    hasEndLabels =
      widest <= Self.widestLabel
      && Double(names.count) * Self.labelDistance <= Self.plotHeight
      && (tick + 7) / 0.2 <= Self.width - left - labelled
    right = Self.width - (hasEndLabels ? labelled : margin)
    x = Axis(wholeOver: points.map(\.x), apart: max((tick + 7) / (right - left), 1 / 11))
  }

  func place(_ point: Plot.Point) -> (x: Double, y: Double) { place(x: point.x, y: point.y) }

  func place(x value: Double, y height: Double) -> (x: Double, y: Double) {
    let inside = min(max(y.share(height), 0), 1)
    return (left + x.share(value) * (right - left), bottom - inside * (bottom - top))
  }

  /// Where labels stand that would like to stand at `wanted`: in their order, apart from each other, within the
  /// plot, and together as near to it as that allows.
  func spread(_ wanted: [Double]) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    // Without the distances that there have to be the places only must not fall: those that would take their mean.
    var blocks: [(sum: Double, count: Double)] = []
    for (rank, index) in order.enumerated() {
      blocks.append((wanted[index] - Double(rank) * Self.labelDistance, 1))
      while blocks.count > 1, let last = blocks.last {
        let before = blocks[blocks.count - 2]
        guard before.sum / before.count > last.sum / last.count else { break }
        blocks.removeLast(2)
        blocks.append((before.sum + last.sum, before.count + last.count))
      }
    }
    let means = blocks.flatMap { Array(repeating: $0.sum / $0.count, count: Int($0.count)) }
    let last = bottom - Double(max(order.count - 1, 0)) * Self.labelDistance
    var places = wanted
    for (rank, index) in order.enumerated() {
      places[index] = max(min(means[rank], last), top) + Double(rank) * Self.labelDistance
    }
    return places
  }

  private static func textWidth(_ text: String) -> Double { TextWidth.of(text, size: fontSize) }
}
