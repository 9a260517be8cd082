import Coco
import Settings
import Torch
import TorchData
import TorchDetection

extension FoundObjects {
  /// What a detector's labels and boxes mean in a data set.
  struct Reading {
    /// The place of the category of each label that is one.
    private let categories: [Int: Int]
    private let convention: DetectionConvention

    init(_ categories: DetectionCategories, _ convention: DetectionConvention) {
      let labels = categories.labels(by: convention).enumerated().map { ($1, $0) }
      self.categories = Dictionary(labels) { first, _ in first }
      self.convention = convention
    }

    /// The category of a label; `nil` for one between the data set's own.
    func category(_ label: Int) -> Int? { categories[label] }

    /// By how much a box is longer than the distance of its corners.
    var extent: Double { DetectorRules(convention).geometry.extent }
  }

  /// What was found in an image, in pixels of the image as it is stored.
  ///
  /// A pixel is a mask's where its probability is above ½. Labels that no category has are left out.
  ///
  /// - Parameters:
  ///   - detections: what was found, in pixels of the image in the batch.
  ///   - image: the image.
  ///   - size: its size in the batch, without padding.
  ///   - reading: what labels and boxes mean.
  init(
    _ detections: Detections, in image: DetectionExample, of size: PixelSize, _ reading: Reading
  ) {
    let scaled = detections.scaled(from: size, to: image.size)
    let corners: [Double] = scaled.boxes.to(.cpu).to(.float64).array()
    let scores: [Double] = scaled.scores.to(.cpu).to(.float64).array()
    let labels: [Int] = scaled.labels.to(.cpu).array()
    let objects = labels.indices.compactMap { place -> Object? in
      guard let category = reading.category(labels[place]) else { return nil }
      let edges = corners[(4 * place)..<(4 * place + 4)]
      let (x, y) = (edges[4 * place], edges[4 * place + 1])
      return Object(
        category: category, score: scores[place],
        box: Box(
          x: x, y: y, width: edges[4 * place + 2] - x + reading.extent,
          height: edges[4 * place + 3] - y + reading.extent),
        mask: scaled.mask(place, in: image.size, extent: reading.extent))
    }
    self.init(image: image.index, objects: objects)
  }
}

extension DetectionBatch {
  /// What a detector found in each of the images, in pixels of these as they are stored.
  func found(_ detections: [Detections], _ reading: FoundObjects.Reading) -> [FoundObjects] {
    zip(detections, zip(examples, sizes)).map { detections, image in
      FoundObjects(detections, in: image.0, of: image.1, reading)
    }
  }
}

extension Detections {
  /// The pixels of a detection in an image of this size; `nil` from a network without masks.
  fileprivate func mask(_ place: Int, in image: PixelSize, extent: Double) -> RunLengths? {
    guard let masks else { return nil }
    let corners = boxes.narrowed(0, from: place, count: 1)
    let box = corners + Tensor([0, 0, extent, extent]).to(corners.dtype).to(corners.device)
    let mask = masks.narrowed(0, from: place, count: 1)
      .pasted(at: box, height: image.height, width: image.width).select(0, 0)
    let pixels: [UInt8] = (mask .> 0.5).to(.uint8).transposed(0, 1).contiguous().array()
    // As many as the image has.
    return try? RunLengths(height: image.height, width: image.width, pixels: pixels)
  }
}
