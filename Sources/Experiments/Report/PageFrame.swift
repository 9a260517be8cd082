/// A page of sections: one file that opens without a network, a script or a font of its own.
struct PageFrame {
  var title: String
  /// The result in a sentence.
  var lead: String
  /// A line below it.
  var subtitle: String
  var sections: [ReportSection]
  /// Where the page comes from.
  var origin: String

  /// The whole page.
  var html: String {
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
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; img-src data:">
      <link rel="icon" href="data:,">
      <title>\(title)</title>
      <style>
      \(ReportStyle.css)
      </style>
      </head>
      <body>
      <header>
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
      </body>
      </html>

      """
  }
}
