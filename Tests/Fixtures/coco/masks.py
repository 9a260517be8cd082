"""Masks in every form, with what pycocotools makes of them."""

import random

import numpy as np
from pycocotools import mask as masks


def text(runs):
    return runs["counts"].decode()


def of_polygons(seed):
    """Polygons, some of them partly or wholly outside of the image, with points that stand twice."""
    draw = random.Random(seed)
    height, width = draw.choice([1, 2, 5, 17, 60, 200, 640]), draw.choice([1, 3, 8, 33, 90, 480])
    polygons = [a_polygon(draw, height, width) for _ in range(draw.choice([1, 1, 1, 2, 4]))]
    runs = masks.merge(masks.frPyObjects(polygons, height, width))
    return {
        "size": [height, width], "polygons": polygons, "text": text(runs),
        "area": int(masks.area(runs)), "box": masks.toBbox(runs).tolist(),
    }


def a_polygon(draw, height, width):
    far, digits = draw.choice([0, 0, 0.1, 1, 5]), draw.choice([0, 1, 2, 6])
    points = []
    for _ in range(draw.randint(3, 12)):
        x, y = (round(draw.uniform(-far * side, side + far * side), digits) for side in (width, height))
        if points and draw.random() < 0.1:
            x = points[-1][0]
            y = points[-1][1] if draw.random() < 0.5 else y
        points.append((x, y))
    return [value for point in points for value in point]


def pixels(draw, height, width):
    """Noise, stripes or nothing."""
    kind = draw.choice(["noise", "stripes", "zeros", "ones"])
    if kind == "zeros" or kind == "ones":
        return np.full((height, width), kind == "ones", np.uint8)
    noise = np.frombuffer(draw.randbytes(height * width), np.uint8).reshape(height, width)
    if kind == "stripes":
        noise = np.repeat(noise[:, :1], width, axis=1)
    return (noise < draw.choice([3, 128, 250])).astype(np.uint8)


def of_pixels(seed):
    """Three masks of one size, what they are together, and how the first two overlap."""
    draw = random.Random(seed)
    height, width = draw.randint(1, 24), draw.randint(1, 24)
    arrays = [np.asfortranarray(pixels(draw, height, width)) for _ in range(3)]
    runs = [masks.encode(array) for array in arrays]
    return {
        "size": [height, width],
        "pixels": ["".join(map(str, array.flatten(order="F"))) for array in arrays],
        "texts": [text(one) for one in runs],
        "areas": [int(masks.area(one)) for one in runs],
        "boxes": [masks.toBbox(one).tolist() for one in runs],
        "union": text(masks.merge(runs)),
        "intersection": text(masks.merge(runs, intersect=1)),
        "overlaps": [float(masks.iou(runs[:1], runs[1:2], [crowd])[0, 0]) for crowd in (0, 1)],
    }
