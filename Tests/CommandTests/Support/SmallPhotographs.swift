import TestSupport
import Torch

/// Small data sets of image files, in the layouts in which they are published.
enum SmallPhotographs {
  /// Writes the data set of this name on the command line into `folder`: a few images of two to four
  /// classes.
  static func write(_ dataset: String, to folder: TemporaryFolder) throws {
    // Unlike each other: of equal images, batch norm makes nothing.
    let files = try Fixture.tensors("images.safetensors").under("file/")
    let kinds = ["baseline-420", "cmyk", "progressive-444", "restarts"].map { bytes(of: files[$0]) }
    for (index, name) in images(of: dataset).enumerated() {
      try folder.write(kinds[index % kinds.count], to: name)
    }
    for (name, text) in lists(of: dataset) { try folder.write(Array(text.utf8), to: name) }
    for (name, fixture) in matlab(of: dataset) {
      try folder.write(Fixture.matlab(fixture), to: name)
    }
  }

  private static func bytes(of tensor: Tensor?) -> [UInt8] { tensor?.array() ?? [] }

  private static func images(of dataset: String) -> [String] {
    switch dataset {
    case "imagenet":
      ["n01", "n02", "n03", "n04"].map { "train/\($0)/a.JPEG" }
        + (1...2).map { "val/ILSVRC2012_val_0000000\($0).JPEG" }
    case "mini-imagenet":
      miniClasses.flatMap { name in (1...6).map { "images/\(name)_\($0).jpg" } }
    case "fgvc-aircraft":
      ["1025794", "0034309", "0000007"].map { "fgvc-aircraft-2013b/data/images/\($0).jpg" }
    case "stanford-cars":
      (1...4).map { "cars_train/0000\($0).jpg" } + (1...3).map { "cars_test/0000\($0).jpg" }
    case "stanford-dogs":
      ["n01-a", "n02-b"].flatMap { name in (1...4).map { "Images/\(name)/\(name)_\($0).jpg" } }
    case "cub-200-2011": birds.map { "CUB_200_2011/images/" + $0 }
    case "folder":
      ["a", "b"].flatMap { name in
        ["train", "val"].flatMap { part in (1...4).map { "\(part)/\(name)/\($0).jpg" } }
      }
    case "coco": (1...4).map { "train2017/\($0).jpg" } + (5...6).map { "val2017/\($0).jpg" }
    default: []
    }
  }

  private static func lists(of dataset: String) -> [(String, String)] {
    func numbered(_ values: [String]) -> String {
      values.enumerated().map { "\($0 + 1) \($1)\n" }.joined()
    }
    switch dataset {
    case "imagenet":
      return [("\(imageNetKit)/ILSVRC2012_validation_ground_truth.txt", "4\n1\n")]
    case "mini-imagenet":
      return zip(["train", "val", "test"], [["n01", "n02"], ["n03"], ["n04"]]).map { part, names in
        let rows = names.flatMap { name in (1...6).map { "\(name)_\($0).jpg,\(name)\n" } }
        return ("\(part).csv", "filename,label\n" + rows.joined())
      }
    case "fgvc-aircraft":
      let data = "fgvc-aircraft-2013b/data"
      return [
        ("\(data)/variants.txt", "737-700\nF/A-18\n"),
        ("\(data)/images_variant_trainval.txt", "1025794 F/A-18\n0034309 737-700\n"),
        ("\(data)/images_variant_test.txt", "0000007 737-700\n"),
      ]
    case "cub-200-2011":
      return [
        ("images", birds), ("image_class_labels", ["1", "1", "2"]),
        ("train_test_split", ["0", "1", "1"]), ("classes", ["001.Albatross", "002.Auklet"]),
      ].map { ("CUB_200_2011/\($0).txt", numbered($1)) }
    case "coco":
      return [("train", 1...4), ("val", 5...6)].map { part, images in
        ("annotations/instances_\(part)2017.json", objects(in: Array(images)))
      }
    default: return []
    }
  }

  /// Annotations of an object of each of two kinds in images of 45 by 35 pixels.
  private static func objects(in images: [Int]) -> String {
    let sizes = images.map {
      #"{"id": \#($0), "width": 45, "height": 35, "file_name": "\#($0).jpg"}"#
    }
    let boxes = [
      ("[3, 4, 20, 16]", "[3, 4, 23, 4, 23, 20, 3, 20]"),
      ("[15, 10, 24, 20]", "[15, 10, 39, 10, 27, 30]"),
    ]
    let objects = images.flatMap { image in
      zip([2, 7], boxes).map { kind, shape in
        #"{"id": \#(10 * image + kind), "image_id": \#(image), "category_id": \#(kind), "area": 300, "#
          + #""iscrowd": 0, "bbox": \#(shape.0), "segmentation": [\#(shape.1)]}"#
      }
    }
    return #"{"categories": [{"id": 2, "name": "a"}, {"id": 7, "name": "b"}], "images": ["#
      + sizes.joined(separator: ", ") + #"], "annotations": ["#
      + objects.joined(separator: ", ") + "]}"
  }

  private static func matlab(of dataset: String) -> [(String, String)] {
    switch dataset {
    case "imagenet": [("\(imageNetKit)/meta.mat", "imagenet meta")]
    case "stanford-cars":
      [
        ("devkit/cars_meta.mat", "cars meta"), ("devkit/cars_train_annos.mat", "cars train"),
        ("cars_test_annos_withlabels.mat", "cars test"),
      ]
    case "stanford-dogs": [("train_list.mat", "dogs train"), ("test_list.mat", "dogs test")]
    default: []
    }
  }

  private static let imageNetKit = "ILSVRC2012_devkit_t12/data"
  private static let miniClasses = ["n01", "n02", "n03", "n04"]
  private static let birds = [
    "001.Albatross/one.jpg", "001.Albatross/two.jpg", "002.Auklet/one.jpg",
  ]
}
