/// The window of `target`'s size at the center of an image; its corner is outside where the image is
/// smaller.
///
/// Half pixels are rounded as in torchvision's `CenterCrop`: to even inside of the image, and the odd row
/// or column of a border goes to the right and to the bottom.
struct CenterWindow: Equatable {
  let top: Int
  let left: Int

  init(top: Int, left: Int) { (self.top, self.left) = (top, left) }

  init(of image: PixelSize, target: PixelSize) {
    top = Self.start(image.height, target.height)
    left = Self.start(image.width, target.width)
  }

  private static func start(_ length: Int, _ target: Int) -> Int {
    length < target
      ? -((target - length) / 2)
      : Int((Double(length - target) / 2).rounded(.toNearestOrEven))
  }
}
