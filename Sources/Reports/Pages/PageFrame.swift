/// A page of sections: one file that opens without a network, or a font of its own.
package struct PageFrame {
  package var title: String
  /// The result in a sentence.
  package var lead: String
  package var subtitle: String
  package var sections: [ReportSection]
  package var origin: String
  /// What a browser may do for the page, as a policy within it; `nil` where the one who serves the
  /// page says so.
  package var policy: String? = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
  package var windowTitle: String?
  package var head = ""
  package var top = ""
  package var bottom = ""

  package var html: String {
    let links = sections.map { "<li><a href=\"#\($0.id)\">\(HTML.escaped($0.title))</a></li>" }
    let body = sections.map { section in
      """
      <section aria-labelledby="\(section.id)">
      <h2 id="\(section.id)">\(HTML.escaped(section.title))</h2>
      \(section.html)
      </section>
      """
    }
    let title = HTML.escaped(title)
    let policy = policy.map { "<meta http-equiv=\"Content-Security-Policy\" content=\"\($0)\">\n" }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      \(policy ?? "")<link rel="icon" href="data:,">
      <title>\(HTML.escaped(windowTitle ?? self.title))</title>
      <style>
      \(ReportStyle.css)
      </style>
      \(head.isEmpty ? "" : head + "\n")</head>
      <body>
      \(top.isEmpty ? "" : top + "\n")<header>
      <h1>\(title)</h1>
      <p class="lead">\(HTML.escaped(lead))</p>
      <p class="faint">\(HTML.escaped(subtitle))</p>
      <nav aria-label="Sections"><ul>
      \(links.joined(separator: "\n"))
      </ul></nav>
      </header>
      <main>
      \(body.joined(separator: "\n"))
      </main>
      <footer><p>\(HTML.escaped(origin))</p></footer>
      \(bottom.isEmpty ? "" : bottom + "\n")</body>
      </html>

      """
  }
}
