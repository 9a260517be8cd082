import EngineProtocol
import Experiments
import FlyingFox
import Foundation

/// Answers requests: with the page, and with whether there is a newer one.
///
/// Nothing else is served.
struct Responder: HTTPHandler {
  let pages: LivePages

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    var response = await answer(request)
    for (header, value) in Self.headers { response.headers[header] = value }
    if request.method == .HEAD {
      let count = try await response.bodyData.count
      response.headers[.contentLength] = "\(count)"
      response.payload = .httpBody(HTTPBodySequence(data: Data()))
    }
    return response
  }

  private static let headers: [(HTTPHeader, String)] = [
    (HTTPHeader("Content-Security-Policy"), GrowingReport.policy),
    (.cacheControl, "no-store"), (HTTPHeader("X-Content-Type-Options"), "nosniff"),
    (HTTPHeader("Referrer-Policy"), "no-referrer"),
    (HTTPHeader("Cross-Origin-Resource-Policy"), "same-origin"),
  ]

  private func answer(_ request: HTTPRequest) async -> HTTPResponse {
    guard let host = request.headers[.host] else {
      return Self.sentence(.badRequest, "The request names no host.")
    }
    // A page elsewhere can have its own name lead to this machine, and would then read what is here
    // as its own; so only the names of this machine count.
    guard Self.isThisMachine(host) else {
      return Self.sentence(.forbidden, "Only 127.0.0.1 and localhost are served.")
    }
    guard request.method == .GET || request.method == .HEAD else {
      var response = Self.sentence(.methodNotAllowed, "Only GET and HEAD are answered.")
      response.headers[HTTPHeader("Allow")] = "GET, HEAD"
      return response
    }
    switch request.target.path() {
    case "/":
      let page = await pages.moment().page
      return Self.response(.ok, "text/html; charset=utf-8", Data(page.html.utf8))
    case "/version": return await version()
    default: return Self.sentence(.notFound, "There is nothing of this name.")
    }
  }

  private struct Version: Encodable {
    var version: String
    var secondsSinceChange: Double?
  }

  private func version() async -> HTTPResponse {
    let moment = await pages.moment()
    let version = Version(
      version: moment.page.version, secondsSinceChange: moment.secondsSinceChange)
    guard let data = try? JSONEncoder().encode(version) else {
      return Self.sentence(.internalServerError, "The version cannot be said.")
    }
    return Self.response(.ok, "application/json", data)
  }

  private static func sentence(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    response(status, "text/plain; charset=utf-8", Data((text + "\n").utf8))
  }

  private static func response(
    _ status: HTTPStatusCode, _ type: String, _ body: Data
  ) -> HTTPResponse {
    HTTPResponse(statusCode: status, headers: [.contentType: type], body: body)
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
