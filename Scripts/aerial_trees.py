"""Cuts aerial photographs with trees into tiles, in the layout of COCO.

    python3 Scripts/aerial_trees.py PICTURES OUTPUT [--side 256]

PICTURES holds a PNG file (8 bits, red, green and blue) and a Pascal VOC file (XML) for each picture, as the wheel
of deepforest does. OUTPUT becomes `annotations/instances_train.json` and `instances_val.json` with the tiles in
`train/` and `val/`. All pictures are trained on but TESTED. Whatever the trees are called, they are of one category.

The tiles of a picture are equally large, at most SIDE pixels wide and high, and do not overlap. What a tile has of
a box is a tree of its own if it is at least half of the box; else it is a crowd, for whose detections nothing counts.
"""

import json
import sys
from xml.etree import ElementTree
from xml.parsers import expat

from image_folders import Wrong, read_png, run, whole_folder, write_png

TESTED = "2019_YELL_2_541000_4977000_image_crop"
# The least side of a tile, and what it is of.
SIDES = (8, "pixels are")


def main():
    about = "Cut aerial photographs with trees into tiles."
    run("aerial_trees", about, "pictures", ("side", 256, *SIDES), convert)


def files(pictures):
    """The files of trees in a folder."""
    found = sorted(pictures.glob("*.xml"))
    if not found:
        raise Wrong(f"{pictures}: expected XML files of trees, found none")
    return found


def convert(pictures, output, side):
    with whole_folder(output) as folder:
        (folder / "annotations").mkdir()
        for part in ("train", "val"):
            (folder / part).mkdir()
            images, annotations = [], []
            for file in files(pictures):
                if (file.stem == TESTED) == (part == "val"):
                    cut(file, folder / part, side, images, annotations)
            contents = {
                "info": {"description": "Trees of deepforest's aerial photographs (MIT), in tiles"},
                "images": images, "annotations": annotations,
                "categories": [{"id": 1, "name": "tree"}]}
            path = folder / "annotations" / f"instances_{part}.json"
            path.write_text(json.dumps(contents) + "\n", encoding="utf-8")
            trees = sum(not annotation["iscrowd"] for annotation in annotations)
            print(f"aerial_trees: {part}: {len(images)} tiles with {trees} trees", file=sys.stderr)


def cut(file, folder, side, images, annotations):
    """Writes the tiles of a picture, and adds what is in them to the lists."""
    width, height, rows = read_png(file.with_suffix(".png"))
    boxes = read_boxes(file, width, height)
    for name, tile in tiles(file.stem, width, height, side):
        left, top, right, bottom = tile
        write_png(folder / name, clipped(rows, *tile))
        image = {
            "id": len(images) + 1, "file_name": name, "width": right - left,
            "height": bottom - top}
        images.append(image)
        for box in boxes:
            annotation = seen(box, *tile)
            if annotation:
                annotations.append(
                    {"id": len(annotations) + 1, "image_id": image["id"], **annotation})


def tiles(stem, width, height, side):
    """The name and the edges (left, top, right, bottom) of each tile of a picture, row after row."""
    for number, (top, bottom) in enumerate(parts(height, side)):
        for place, (left, right) in enumerate(parts(width, side)):
            yield f"{stem}-{number}-{place}.png", (left, top, right, bottom)


def clipped(rows, left, top, right, bottom):
    """The rows of bytes of a tile."""
    return [row[3 * left:3 * right] for row in rows[top:bottom]]


def parts(length, side):
    """Equal parts of a length, none longer than a side."""
    count = -(-length // side)
    return [(i * length // count, (i + 1) * length // count) for i in range(count)]


def seen(box, left, top, right, bottom):
    """What a tile has of a box."""
    x1, y1, x2, y2 = box
    inner = max(x1, left), max(y1, top), min(x2, right), min(y2, bottom)
    width, height = inner[2] - inner[0], inner[3] - inner[1]
    if width <= 0 or height <= 0:
        return None
    is_crowd = 2 * width * height < (x2 - x1) * (y2 - y1)
    return {
        "category_id": 1, "bbox": [inner[0] - left, inner[1] - top, width, height],
        "area": width * height, "iscrowd": int(is_crowd)}


def read_boxes(path, width, height):
    """The edges of each object of a Pascal VOC file: left, top, right, bottom."""
    boxes = []
    for number, item in enumerate(read_xml(path).iter("object"), 1):
        try:
            box = [int(item.find(f"bndbox/{edge}").text) for edge in ("xmin", "ymin", "xmax", "ymax")]
        except (AttributeError, TypeError, ValueError):
            raise Wrong(f"{path}: object {number} has no box of four whole numbers") from None
        if not (0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height):
            raise Wrong(f"{path}: the box {box} of object {number} is none in {width} × {height} pixels")
        boxes.append(box)
    return boxes


def read_xml(path):
    """The elements of a file. Without document types there are no entities, of this file or of others."""
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate()
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data

    def refuse(*_):
        raise Wrong(f"{path}: has a document type, which no file of trees needs")

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(path.read_bytes(), True)
    except expat.ExpatError as error:
        raise Wrong(f"{path}: no XML: {error}") from None
    return builder.close()


if __name__ == "__main__":
    main()
