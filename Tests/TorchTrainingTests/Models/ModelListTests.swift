import CentralizeOptions
import Foundation
import Testing
import TorchTraining

/// The sizes of networks, against those that torchvision publishes with its weights.
struct ModelListTests {
  /// Parameters, and multiply-adds in 10⁹ to three digits.
  static let published: [(ModelName, Int, Double)] = [
    (.resnet18, 11_689_512, 1.814), (.resnet34, 21_797_672, 3.664),
    (.resnet50, 25_557_032, 4.089), (.resnet101, 44_549_160, 7.801),
    (.resnet152, 60_192_808, 11.514), (.resnext50x32x4d, 25_028_904, 4.23),
    (.resnext101x64x4d, 83_455_272, 15.46), (.wideResnet50x2, 68_883_240, 11.398),
    (.mobilenetV2, 3_504_872, 0.301), (.vgg11, 132_863_336, 7.609), (.vgg13, 133_047_848, 11.308),
    (.vgg16, 138_357_544, 15.47),
    (.vgg19, 143_667_240, 19.632), (.vgg11Bn, 132_868_840, 7.609),
    (.vgg13Bn, 133_053_736, 11.308), (.vgg16Bn, 138_365_992, 15.47),
    (.vgg19Bn, 143_678_248, 19.632), (.densenet121, 7_978_856, 2.834),
    (.densenet161, 28_681_000, 7.728), (.densenet169, 14_149_480, 3.36),
    (.densenet201, 20_013_928, 4.291),
  ]

  @Test(arguments: published)
  func isWhatTorchvisionPublishes(_ name: ModelName, _ parameters: Int, _ multiplyAdds: Double) {
    let row = ModelList.Row(name)
    #expect(row.parameters == parameters)
    #expect((Double(row.multiplyAdds ?? 0) / 1e6).rounded() / 1e3 == multiplyAdds)
    #expect(row.channels == 3 && row.imageSize == 224 && row.classes == 1000)
  }

  /// Those that torchvision does not have, from a 3×3 stem's 1,728 weights and 100 classes.
  ///
  /// Detectors are those of torchvision's `fasterrcnn_resnet50_fpn` and `maskrcnn_resnet50_fpn` without given weights,
  /// whose batch norms are trained.
  @Test(arguments: [
    (ModelName.resnet8, 77_754), (.resnet18Cifar, 11_220_132),
    (.fasterRCNN, 41_808_406), (.maskRCNN, 44_454_513),
  ])
  func othersAreCountedByHand(_ name: ModelName, _ parameters: Int) {
    #expect(ModelList.Row(name).parameters == parameters)
  }

  /// The stem, three blocks, two shortcuts and the classifier, on images of 14×14, 7×7 and 4×4.
  @Test func resnet8CostsWhatItsLayersDo() {
    let first = 14 * 14 * (16 * 9 + 2 * 16 * 16 * 9)
    let second = 7 * 7 * (32 * 16 * 9 + 32 * 32 * 9 + 32 * 16)
    let third = 4 * 4 * (64 * 32 * 9 + 64 * 64 * 9 + 64 * 32)
    #expect(ModelList.Row(.resnet8).multiplyAdds == first + second + third + 640)
  }

  @Test func theTableHasALineForEachModel() throws {
    let list = ModelList()
    #expect(list.rows.map(\.model) == ModelName.allCases)
    let lines = list.text.split(separator: "\n")
    #expect(lines.count == ModelName.allCases.count + 1)
    #expect(lines[0].hasPrefix("model ") && lines[0].hasSuffix("  description"))
    let resnext = try #require(lines.first { $0.hasPrefix("resnext29-4x64d-cifar ") })
    #expect(resnext.contains(" 17,654,692 ") && resnext.contains(" 3×32×32 "))
    // Millions and thousands keep their zeros.
    #expect(list.text.contains(" 7,048,676 ") && list.text.contains(" 25,028,904 "))
  }

  @Test func everyRowOfTheJSONHasEveryField() throws {
    let data = try JSONEncoder().encode(ModelList())
    let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(rows.count == ModelName.allCases.count)
    for row in rows {
      // What a detector computes depends on what is in the image.
      let findsObjects = (row["model"] as? String)?.hasSuffix("rcnn") == true
      #expect((row["multiplyAdds"] == nil) == findsObjects)
      #expect(
        row.keys.sorted().filter { $0 != "multiplyAdds" } == [
          "channels", "classes", "hasNormalization", "imageSize", "model", "parameters",
          "stages", "summary",
        ])
    }
  }
}
