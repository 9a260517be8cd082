import Files
import Torch

extension Module {
  /// The module and its parts as a tree: names, types, the number of parameters under each, and the shapes of its own.
  ///
  ///     Sequential      47
  ///     ├─ 0: Linear    32  weight [4, 7], bias [4]
  ///     ├─ 1: ReLU       0
  ///     └─ 2: Linear    15  weight [3, 4], bias [3]; frozen
  ///
  /// Names are those of the state dict. A parameter that stands in several places counts once in each module above it.
  public var description: String {
    let rows = ModuleRow("", self).lines(first: "", rest: "")
    let name = rows.map(\.name.count).max() ?? 0
    let count = rows.map(\.count.count).max() ?? 0
    return rows.map { row in
      let padding = String(
        repeating: " ", count: name - row.name.count + count - row.count.count + 2)
      return row.name + padding + row.count + (row.shapes.isEmpty ? "" : "  " + row.shapes)
    }.joined(separator: "\n")
  }
}

/// A module in the tree, with its name in the one above it.
private struct ModuleRow {
  let name: String
  let module: any Module

  init(_ name: String, _ module: any Module) { (self.name, self.module) = (name, module) }

  typealias Line = (name: String, count: String, shapes: String)

  /// The lines of the tree under this module, the first behind `first` and the others behind `rest`.
  func lines(first: String, rest: String) -> [Line] {
    let parts = modules(in: module)
    let own: Line = (
      first + (name.isEmpty ? "" : name + ": ") + "\(type(of: module))",
      module.parameters.map(\.count).reduce(0, +).grouped, shapes
    )
    return [own]
      + parts.enumerated().flatMap { index, part in
        let isLast = index == parts.count - 1
        return ModuleRow(part.name, part.value).lines(
          first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "))
      }
  }

  private var shapes: String {
    let own: [Named<Parameter>] = ownLeaves(of: Named("", module))
    let isFrozen = !own.isEmpty && own.allSatisfy { !$0.value.requiresGrad }
    return own.map { "\($0.name) \($0.value.shape)" }.joined(separator: ", ")
      + (isFrozen ? "; frozen" : "")
  }
}

/// The modules that `value` holds, not through another module, each with its path.
private func modules(in value: Any, at path: String = "") -> [Named<any Module>] {
  parts(of: value, Mirror(reflecting: value), at: path).flatMap { part -> [Named<any Module>] in
    let style = Mirror(reflecting: part.value).displayStyle
    if style != .optional, let module = part.value as? any Module {
      return [Named(part.name, module)]
    }
    return style == .optional || style == .collection ? modules(in: part.value, at: part.name) : []
  }
}
