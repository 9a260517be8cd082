/// An image in memory that can be drawn on, and written as a PNG file.
public struct Picture: Sendable {
  /// Its size in pixels.
  public let size: PixelSize
  /// `[H, W, 3]`, red, green and blue of each pixel.
  public internal(set) var pixels: [UInt8]

  /// A color: red, green and blue.
  public typealias Color = (red: UInt8, green: UInt8, blue: UInt8)

  /// A picture of these pixels `[H, W, 3]`; traps unless there are as many as the size says.
  public init(_ size: PixelSize, pixels: [UInt8]) {
    precondition(
      pixels.count == size.area * 3, "\(pixels.count) bytes for \(size.area) pixels of three")
    (self.size, self.pixels) = (size, pixels)
  }

  /// What the JPEG or PNG file at `path` shows.
  ///
  /// - Throws: `DataError` for a file that cannot be read or decoded.
  public init(file path: String) throws(DataError) {
    let (file, decoder, buffer) = (FileBuffer(), ImageDecoder(), PixelBuffer())
    let size = try decoder.open(try file.read(path), path: path)
    try decoder.decode(.whole(size), into: buffer)
    self.init(size, pixels: Array(buffer.bytes))
  }

  /// An image of a data set, in colors or in gray.
  ///
  /// - Throws: `DataError` for a file that cannot be read or decoded.
  init(_ image: StoredImage) throws(DataError) {
    switch image {
    case .file(let path): try self.init(file: path)
    case .pixels(let bytes, let shape):
      let area = shape.height * shape.width
      let planes = (0..<3).map { min($0, shape.channels - 1) * area }
      self.init(
        PixelSize(width: shape.width, height: shape.height),
        pixels: (0..<area).flatMap { pixel in planes.map { bytes[$0 + pixel] } })
    }
  }

  /// One of so many colors that are told apart easily; beyond those they begin anew.
  public static func color(_ number: Int) -> Color {
    let colors: [Color] = [
      (230, 25, 75), (60, 180, 75), (0, 130, 200), (245, 130, 48), (145, 30, 180), (70, 240, 240),
      (240, 50, 230), (210, 245, 60), (0, 128, 128), (170, 110, 40), (128, 0, 0), (128, 128, 0),
    ]
    return colors[number % colors.count]
  }
}
