"""Cuts aerial photographs into small tiles that show a tree or none, a folder for each class.

    python3 Scripts/tree_tiles.py PICTURES OUTPUT [--side 48]

PICTURES is what `aerial_trees.py` reads. OUTPUT gets `train/tree`, `train/none`, `val/tree` and `val/none`, with tiles
at most SIDE pixels wide and high that do not overlap. A tile with the middle of a tree shows a tree, one that no tree
reaches into shows none, and all others, in which there is part of a tree, are left out.
"""

import sys

import aerial_trees
from image_folders import read_png, run, whole_folder, write_png


def main():
    about = "Cut aerial photographs into tiles with a tree or none."
    run("tree_tiles", about, "pictures", ("side", 48, *aerial_trees.SIDES), convert)


def convert(pictures, output, side):
    with whole_folder(output) as folder:
        counts = {}
        for file in aerial_trees.files(pictures):
            part = "val" if file.stem == aerial_trees.TESTED else "train"
            width, height, rows = read_png(file.with_suffix(".png"))
            boxes = aerial_trees.read_boxes(file, width, height)
            for name, tile in aerial_trees.tiles(file.stem, width, height, side):
                label = shown(boxes, *tile)
                if label is None:
                    continue
                path = folder / part / label / name
                path.parent.mkdir(parents=True, exist_ok=True)
                write_png(path, aerial_trees.clipped(rows, *tile))
                counts[part, label] = counts.get((part, label), 0) + 1
    for part in ("train", "val"):
        trees, others = (counts.get((part, label), 0) for label in ("tree", "none"))
        print(f"tree_tiles: {part}: {trees} with a tree, {others} with none", file=sys.stderr)


def shown(boxes, left, top, right, bottom):
    """The class of a tile, or None where there is part of a tree."""
    for x1, y1, x2, y2 in boxes:
        if left <= (x1 + x2) / 2 < right and top <= (y1 + y2) / 2 < bottom:
            return "tree"
    touched = any(x1 < right and left < x2 and y1 < bottom and top < y2 for x1, y1, x2, y2 in boxes)
    return None if touched else "none"


if __name__ == "__main__":
    main()
