import Watching
import Foundation

/// Answers requests: with the page, and with whether there is a newer one.
///
/// Nothing else is served.
struct Responder {
  let pages: LivePages

  /// What is answered to a request whose head is too long.
  var tooLong: [UInt8] {
    Self.sentence("431 Request Header Fields Too Large", "The request is too long.")
  }

  /// The answer to the head of a request, without the empty line at its end.
  func answer(_ head: ArraySlice<UInt8>) -> [UInt8] {
    guard let request = RequestHead(head) else {
      return Self.sentence("400 Bad Request", "This is no request.")
    }
    guard request.hosts.count == 1 else {
      return Self.sentence("400 Bad Request", "The request names \(request.hosts.count) hosts.")
    }
    // A page elsewhere can have its own name lead to this machine, and would then read what is here
    // as its own; so only the names of this machine count.
    guard Self.isThisMachine(request.hosts[0]) else {
      return Self.sentence("403 Forbidden", "Only 127.0.0.1 and localhost are served.")
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      return Self.sentence(
        "405 Method Not Allowed", "Only GET and HEAD are answered.", ["Allow: GET, HEAD"])
    }
    let isHead = request.method == "HEAD"
    switch request.path {
    case "/":
      let page = pages.moment().page
      return Self.response("200 OK", "text/html; charset=utf-8", page.html, isHead: isHead)
    case "/version": return version(isHead: isHead)
    default:
      return Self.sentence("404 Not Found", "There is nothing of this name.", isHead: isHead)
    }
  }

  private struct Version: Encodable {
    var version: String
    var secondsSinceChange: Double?
  }

  private func version(isHead: Bool) -> [UInt8] {
    let moment = pages.moment()
    let version = Version(
      version: moment.page.version, secondsSinceChange: moment.secondsSinceChange)
    guard let data = try? JSONEncoder().encode(version) else {
      return Self.sentence("500 Internal Server Error", "The version cannot be said.")
    }
    return Self.response(
      "200 OK", "application/json", String(decoding: data, as: UTF8.self), isHead: isHead)
  }

  private static func sentence(
    _ status: String, _ text: String, _ headers: [String] = [], isHead: Bool = false
  ) -> [UInt8] {
    response(status, "text/plain; charset=utf-8", text + "\n", headers, isHead: isHead)
  }

  private static func response(
    _ status: String, _ type: String, _ body: String, _ headers: [String] = [], isHead: Bool
  ) -> [UInt8] {
    let lines =
      [
        "HTTP/1.1 \(status)", "Content-Type: \(type)", "Content-Length: \(body.utf8.count)",
        "Connection: close", "Content-Security-Policy: \(GrowingReport.policy)",
        "Cache-Control: no-store", "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer", "Cross-Origin-Resource-Policy: same-origin",
      ] + headers
    let head = lines.joined(separator: "\r\n") + "\r\n\r\n"
    return Array((isHead ? head : head + body).utf8)
  }

  /// Whether a header `Host` names this machine, with or without a port.
  ///
  /// Any port, as one may be led here from another one, by ssh for example.
  static func isThisMachine(_ host: String) -> Bool {
    let parts = host.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let isNumber = parts.count < 2 || UInt16(parts[1]) != nil
    return isNumber && (parts[0] == "127.0.0.1" || parts[0].lowercased() == "localhost")
  }
}

/// What of the head of a request counts here.
///
/// Source: RFC 9112, sections 3 and 5, https://www.rfc-editor.org/rfc/rfc9112.
struct RequestHead {
  let method: String
  /// What stands before a question mark.
  let path: String
  /// The values of all lines `Host`.
  let hosts: [String]

  /// `nil` for what is no head of a request.
  init?(_ bytes: ArraySlice<UInt8>) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    let words = lines[0].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard words.count == 3, !words[0].isEmpty, !words[1].isEmpty, words[2].hasPrefix("HTTP/1.")
    else { return nil }
    var hosts: [String] = []
    for line in lines.dropFirst() {
      // A line that goes on with the one before it begins with a space, and so does no name.
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        !line[..<colon].contains(where: { $0 <= UInt8(ascii: " ") })
      else { return nil }
      if String(decoding: line[..<colon], as: UTF8.self).lowercased() == "host" {
        let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
        hosts.append(value.trimmingCharacters(in: .whitespaces))
      }
    }
    (method, self.hosts) = (words[0], hosts)
    path = String(decoding: words[1].utf8.prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
  }
}
