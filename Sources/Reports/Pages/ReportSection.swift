/// A part of the report with a heading of its own.
package struct ReportSection: Hashable, Sendable {
  /// The identifier that links go to: letters, digits and hyphens.
  package var id: String
  /// The heading, as plain text.
  package var title: String
  /// What stands below it, as HTML: the maker escapes what comes from outside.
  package var html: String

  package init(id: String, title: String, html: String) {
    (self.id, self.title, self.html) = (id, title, html)
  }
}
