extension Dictionary where Key == String {
  /// What stands under the names that begin with `prefix`, without it.
  func below(_ prefix: String) -> Self {
    reduce(into: [:]) { below, entry in
      if entry.key.hasPrefix(prefix) {
        below[String(entry.key.dropFirst(prefix.count))] = entry.value
      }
    }
  }
}
