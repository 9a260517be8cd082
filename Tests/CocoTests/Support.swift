import Coco
import Foundation
import TestSupport

/// A truth of one image and one class, whose objects are boxes.
func truth(_ boxes: [Box], area: Double? = nil, isCrowd: Bool = false) -> CocoTruth {
  CocoTruth(
    images: [CocoImage(id: .number(1), height: 100, width: 100)],
    categories: [CocoCategory(id: .number(1), name: "thing")],
    objects: boxes.map {
      CocoObject(image: 0, category: 0, box: $0, area: area ?? $0.area, isCrowd: isCrowd)
    })
}

func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Box {
  Box(x: x, y: y, width: width, height: height)
}

func found(_ box: Box, _ score: Double) -> CocoDetection {
  CocoDetection(image: 0, category: 0, score: score, box: box)
}

/// FNV-1a of 64 bits over the bytes of the numbers as float64, little-endian.
func digest(_ values: [Double]) -> String {
  var state: UInt64 = 0xCBF2_9CE4_8422_2325
  for value in values {
    let bits = value.bitPattern
    for byte in 0..<8 {
      state = (state ^ (bits >> (8 * UInt64(byte)) & 255)) &* 0x100_0000_01B3
    }
  }
  let text = String(state, radix: 16)
  return String(repeating: "0", count: 16 - text.count) + text
}
