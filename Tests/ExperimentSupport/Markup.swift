package import Foundation

#if canImport(FoundationXML)
  package import FoundationXML
#endif

/// The elements of an XML text, in the order of their beginnings.
package final class Markup: NSObject, XMLParserDelegate {
  package struct Element {
    package var name: String
    package var attributes: [String: String]
    package var text = ""
  }

  package struct Malformed: Error {
    var line: Int
  }

  private var elements: [Element] = []
  private var open: [Int] = []

  /// Reads the text; throws where it is not well-formed.
  package static func elements(of text: String) throws -> [Element] {
    let (markup, parser) = (Markup(), XMLParser(data: Data(text.utf8)))
    parser.delegate = markup
    guard parser.parse() else { throw Malformed(line: parser.lineNumber) }
    return markup.elements
  }

  package func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    open.append(elements.count)
    elements.append(Element(name: name, attributes: attributes))
  }

  package func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let index = open.last { elements[index].text += text }
  }

  package func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }
}
