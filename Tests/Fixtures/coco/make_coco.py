"""Random sets and masks, with what pycocotools makes of them.

    python make_coco.py                             # write sets.txt and masks.json into the folder of this file
    python make_coco.py --check                     # make them again, compare, exit 1 on a difference
    python make_coco.py FOLDER --sets 1000 --masks 2000    # write others elsewhere, from other seeds on

sets.txt has three lines a set: what is expected, the truth, the detections. The Python is that of
Scripts/pycocotools.
"""

import argparse
import json
import pathlib
import sys

import masks
import random_sets
import reference

HERE = pathlib.Path(__file__).resolve().parent
SETS, MASKS = 40, 60


def one_set(seed):
    """The three lines of a set: of boxes where the seed is odd, else of masks."""
    kind = "box" if seed % 2 else "mask"
    truth, detections, most = random_sets.make(seed, kind)
    arrays, numbers, lines = reference.evaluate(truth, detections, kind, most)
    expected = {
        "kind": kind, "most": most,
        "digests": {name: reference.digest(values.flatten()) for name, values in arrays.items()},
        "numbers": list(map(float, numbers)), "lines": lines,
    }
    return [json.dumps(part, separators=(",", ":")) for part in (expected, truth, detections)]


def files(first, sets, count):
    """The texts of both files, by their names."""
    texts = [line for seed in range(first, first + sets) for line in one_set(seed)]
    seeds = range(first, first + count)
    both = {
        "polygons": [masks.of_polygons(seed) for seed in seeds],
        "pixels": [masks.of_pixels(seed) for seed in seeds],
    }
    return {"sets.txt": "\n".join(texts) + "\n", "masks.json": json.dumps(both, separators=(",", ":")) + "\n"}


def main():
    parser = argparse.ArgumentParser(description="Make or check the fixtures of COCO's metrics.")
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=HERE)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--sets", type=int, default=SETS)
    parser.add_argument("--masks", type=int, default=MASKS)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    made = files(options.first, options.sets, options.masks)
    if not options.check:
        for name, text in made.items():
            (options.folder / name).write_text(text)
        return
    wrong = [name for name, text in made.items() if (options.folder / name).read_text() != text]
    for name in made:
        print(f"coco/{name}: {'differs' if name in wrong else 'agrees'}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
