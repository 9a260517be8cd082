"""What pycocotools makes of truth and detections."""

import contextlib
import copy
import io
import json
import struct

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

TYPES = {"box": "bbox", "mask": "segm"}
ARRAYS = ("precision", "recall", "scores")


def evaluate(truth, detections, kind, most=100):
    """The arrays, and the twelve numbers and lines where the arrays are of at most 100 detections."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        objects = COCO()
        objects.dataset = copy.deepcopy(truth)
        objects.createIndex()
        found = objects.loadRes(copy.deepcopy(detections))
        evaluation = COCOeval(objects, found, TYPES[kind])
        evaluation.params.maxDets = [1, 10, most]
        evaluation.evaluate()
        evaluation.accumulate()
        printed.truncate(0)
        printed.seek(0)
        evaluation.summarize()
        lines = printed.getvalue().splitlines()
    arrays = {name: evaluation.eval[name] for name in ARRAYS}
    return arrays, evaluation.stats, lines


def digest(values):
    """FNV-1a, of 64 bits, over the bytes of the numbers as float64, little-endian."""
    state = 0xCBF29CE484222325
    for byte in struct.pack(f"<{len(values)}d", *values):
        state = (state ^ byte) * 0x100000001B3 % 2**64
    return f"{state:016x}"


def write(folder, truth, detections):
    """Both as files; their paths."""
    paths = folder / "truth.json", folder / "detections.json"
    for path, content in zip(paths, (truth, detections)):
        path.write_text(json.dumps(content))
    return paths
