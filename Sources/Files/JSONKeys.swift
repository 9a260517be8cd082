import FoundationEssentials

/// The keys of JSON objects, of which decoders silently take one where it stands twice.
package enum JSONKeys {
  /// The first key that stands twice in one object; `nil` for none.
  ///
  /// Takes time in proportion to the text.
  ///
  /// - Parameter json: A text that a decoder has found to be JSON.
  /// - Returns: The key, without its quotes.
  package static func firstRepeated(in json: UnsafeRawBufferPointer) -> String? {
    // The keys of the objects around the place; of arrays, none are kept.
    var open: [Set<String>?] = []
    var isKey = false
    var place = 0
    while place < json.count {
      switch json[place] {
      case UInt8(ascii: "{"):
        open.append([])
        isKey = true
      case UInt8(ascii: "["):
        open.append(nil)
        isKey = false
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
      case UInt8(ascii: ","): isKey = open.last.flatMap { $0 } != nil
      case UInt8(ascii: ":"): isKey = false
      case UInt8(ascii: "\""):
        let start = place
        place += 1
        while place < json.count, json[place] != UInt8(ascii: "\"") {
          place += json[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard isKey, place < json.count else { break }
        let key = text(UnsafeRawBufferPointer(rebasing: json[start...place]))
        if open[open.count - 1]?.insert(key).inserted == false { return key }
      default: break
      }
      place += 1
    }
    return nil
  }

  /// What a string in quotes says.
  private static func text(_ quoted: UnsafeRawBufferPointer) -> String {
    guard quoted.contains(UInt8(ascii: "\\")) else {
      return String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
    }
    return (try? JSONDecoder().decode(String.self, from: Data(quoted))) ?? ""
  }
}
