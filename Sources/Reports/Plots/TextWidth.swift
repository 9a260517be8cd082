/// How wide a text is at most, in the fonts that a plot asks for.
///
/// A plot is drawn by whoever shows it, with the first of its fonts that is there. The widths here are those of
/// DejaVu Sans, the widest of them, so that what has room by them has room in each. Source: the table `hmtx` of
/// DejaVu Sans 2.37, https://dejavu-fonts.github.io.
enum TextWidth {
  /// Thousandths of the font's size, for the characters from space to tilde.
  private static let regular = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
  ]
  private static let bold = [
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683,
    683, 821, 837, 372, 372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771,
    724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665,
    343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
  ]

  /// The width of a text in one line, in the unit of the font's size.
  static func of(_ text: String, size: Double, isBold: Bool = false) -> Double {
    let table = isBold ? bold : regular
    let thousandths = text.unicodeScalars.reduce(0) { sum, scalar in
      let place = Int(scalar.value) - 32
      return sum + (table.indices.contains(place) ? table[place] : other(scalar, isBold))
    }
    return Double(thousandths) * size / 1000
  }

  /// Other letters and signs are no wider than these, those of East Asia as wide as high.
  private static func other(_ scalar: Unicode.Scalar, _ isBold: Bool) -> Int {
    switch scalar.value {
    case ..<0x1100, 0x2212: isBold ? 920 : 850
    case ..<0x1F000: 1000
    default: 1400
    }
  }

  /// A text in lines that are no wider than `width`.
  ///
  /// It is broken after a space, a hyphen or what else ends a part of a name, and where a part has no room by itself,
  /// within it. Nothing of the text is lost but spaces at the breaks.
  static func lines(
    _ text: String, within width: Double, size: Double, isBold: Bool = false
  ) -> [String] {
    func hasRoom(_ text: String) -> Bool { of(text, size: size, isBold: isBold) <= width }
    var lines: [String] = []
    var line = ""
    for part in parts(text) {
      if hasRoom((line + part).trimmingSuffix(" ")) {
        line += part
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      for character in part {
        if !line.isEmpty, !hasRoom(line + String(character)), character != " " {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
    }
    return (lines + [line]).map { $0.trimmingSuffix(" ") }
  }

  private static func parts(_ text: String) -> [String] {
    var parts: [String] = [""]
    for character in text {
      parts[parts.count - 1].append(character)
      if " -_,+=/".contains(character) { parts.append("") }
    }
    return parts.filter { !$0.isEmpty }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}
