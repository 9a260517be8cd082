import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements of an XML text, in the order of their beginnings.
final class Markup: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    var text = ""
  }

  struct Malformed: Error {
    var line: Int
  }

  private var elements: [Element] = []
  private var open: [Int] = []

  /// Reads the text; throws where it is not well-formed.
  static func elements(of text: String) throws -> [Element] {
    let (markup, parser) = (Markup(), XMLParser(data: Data(text.utf8)))
    parser.delegate = markup
    guard parser.parse() else { throw Malformed(line: parser.lineNumber) }
    return markup.elements
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    open.append(elements.count)
    elements.append(Element(name: name, attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let index = open.last { elements[index].text += text }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }
}
