/// A part of the report with a heading of its own.
public struct ReportSection: Hashable, Sendable {
  /// The identifier that links go to: letters, digits and hyphens.
  public var id: String
  /// The heading, as plain text.
  public var title: String
  /// What stands below it, as HTML: the maker escapes what comes from outside.
  public var html: String

  /// A section of its parts.
  public init(id: String, title: String, html: String) {
    (self.id, self.title, self.html) = (id, title, html)
  }
}
