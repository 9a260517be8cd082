/// A file of a data set on the web.
package struct RemoteFile: Hashable, Sendable {
  /// Where it is; the name on disk is the last part.
  package let url: String
  /// The MD5 of its bytes, as published or as known to everyone who uses it, in hexadecimal digits.
  ///
  /// It shows what the way here damaged. It is no proof against someone who forges on purpose.
  package let md5: String
  /// How many bytes it has; what goes beyond is cut off.
  package let byteCount: Int
  /// The files and folders that it unpacks to, at the top of the data set's folder; none for a file that
  /// stays as it is.
  package let contents: [String]

  /// A file at `url`.
  package init(url: String, md5: String, byteCount: Int, contents: [String] = []) {
    (self.url, self.md5, self.byteCount, self.contents) = (url, md5, byteCount, contents)
  }

  /// The name on disk.
  package var name: String {
    url.split(separator: "/").last.map(String.init) ?? url
  }

  /// The same file elsewhere: at `base` with its name.
  package func moved(to base: String) -> RemoteFile {
    RemoteFile(url: "\(base)/\(name)", md5: md5, byteCount: byteCount, contents: contents)
  }
}
