"""Random sets of truth and detections in COCO's format, with all that the evaluation has to be right on.

Crowds, equal scores, equal overlaps, areas unlike boxes and on the bounds of a range, more detections than count,
images and categories without any, boxes without area, masks in every form. No truth has the id 0, which
pycocotools takes for none.
"""

import random

import numpy as np
from pycocotools import mask as masks

BOUNDS = [0, 1, 1024, 1024.5, 9216, 9215.5, 1e5]


def make(seed, kind, images=None, most=None):
    """The truth, the detections and the number of these that count, for `kind` box or mask."""
    draw = random.Random(seed)
    side = draw.choice([40, 120, 250])
    truth = {"images": [], "categories": [], "annotations": []}
    for id in draw.sample(range(1, 10_000), images or draw.randint(1, 6)):
        height, width = (draw.randint(side // 2, side) for _ in range(2))
        truth["images"].append({"id": id, "height": height, "width": width, "file_name": f"{id}.jpg"})
    ids = draw.sample(range(0, 200), draw.randint(1, 4))
    truth["categories"] = [{"id": id, "name": f"class {id}"} for id in ids]
    used = ids[: max(1, len(ids) - draw.randint(0, 1))]
    ids = iter(draw.sample(range(1, 100_000), 3000))
    limit = most or draw.choice([100, 100, 100, 12, 30])
    crowded = draw.random() < 0.1
    detections = []
    with_boxes = kind == "box" or draw.random() < 0.5
    for image in truth["images"]:
        if draw.random() < 0.1:
            continue
        objects = [
            an_object(draw, image, draw.choice(used), next(ids), kind)
            for _ in range(draw.choice([0, 1, 2, 4, 7]))
        ]
        truth["annotations"] += objects
        count = draw.choice([0, 1, 3, 8, 15])
        if crowded and draw.random() < 0.5:
            count = draw.randint(limit, limit + 30)
        for _ in range(count):
            detections.append(a_detection(draw, image, objects, used, kind, with_boxes))
    if not detections:
        image = truth["images"][0]
        detections.append(a_detection(draw, image, [], used, kind, with_boxes))
    draw.shuffle(truth["annotations"])
    draw.shuffle(truth["images"])
    draw.shuffle(detections)
    return truth, detections, limit


def a_number(draw, value):
    return draw.choice([round(value), round(value, 1), round(value, 2), round(value * 2) / 2])


def a_box(draw, image):
    width, height = image["width"], image["height"]
    x, y = draw.uniform(-3, width - 2), draw.uniform(-3, height - 2)
    box = [x, y, draw.uniform(0, width - x), draw.uniform(0, height - y)]
    box = [a_number(draw, value) for value in box]
    if draw.random() < 0.03:
        box[draw.choice([2, 3])] = 0
    return box


def moved(draw, box, image):
    """A box that overlaps much with another."""
    if draw.random() < 0.3:
        return list(box)
    x, y, width, height = box
    by = draw.choice([0.05, 0.15, 0.3])
    moved = [
        x + draw.uniform(-by, by) * width, y + draw.uniform(-by, by) * height,
        width * draw.uniform(1 - by, 1 + by), height * draw.uniform(1 - by, 1 + by),
    ]
    return [a_number(draw, value) for value in moved[:2]] + [
        max(0, a_number(draw, value)) for value in moved[2:]]


def a_polygon(draw, image, box=None):
    x, y, width, height = box or a_box(draw, image)
    polygon = []
    for _ in range(draw.randint(3, 9)):
        polygon += [
            round(x + draw.uniform(-0.1, 1.1) * width, draw.choice([0, 1, 2, 3])),
            round(y + draw.uniform(-0.1, 1.1) * height, draw.choice([0, 1, 2, 3])),
        ]
    return polygon


def encoded(pixels):
    runs = masks.encode(np.asfortranarray(pixels))
    return {"size": runs["size"], "counts": runs["counts"].decode()}


def listed(runs):
    """The same as a list of lengths."""
    pixels = masks.decode(runs).flatten(order="F")
    counts, value, length = [], 0, 0
    for pixel in pixels:
        if pixel != value:
            counts.append(length)
            value, length = pixel, 0
        length += 1
    return {"size": runs["size"], "counts": counts + [length]}


def a_mask(draw, image, box=None, polygons=True):
    height, width = image["height"], image["width"]
    form = draw.choice(["polygons", "polygons", "text", "list"] if polygons else ["text"])
    shapes = [a_polygon(draw, image, box) for _ in range(draw.choice([1, 1, 1, 2, 3]))]
    if form == "polygons":
        return shapes
    if draw.random() < 0.05:
        return encoded(np.zeros((height, width), np.uint8))
    if height * width < 2000 and draw.random() < 0.2:
        noise = np.frombuffer(draw.randbytes(height * width), np.uint8).reshape(height, width)
        return encoded((noise > draw.choice([3, 127, 250])).astype(np.uint8))
    runs = masks.merge(masks.frPyObjects(shapes, height, width))
    runs = {"size": runs["size"], "counts": runs["counts"].decode()}
    return listed(runs) if form == "list" else runs


def a_like_mask(draw, image, mask, polygons):
    """The same mask or one that overlaps much with it."""
    if isinstance(mask, dict):
        return mask if polygons or isinstance(mask["counts"], str) else encoded(masks.decode(
            masks.frPyObjects(mask, *mask["size"])))
    by = draw.choice([0, 0.3, 2])
    shapes = [[round(value + draw.uniform(-by, by), 2) for value in shape] for shape in mask]
    if polygons and draw.random() < 0.5:
        return shapes
    return {**(runs := masks.merge(masks.frPyObjects(shapes, image["height"], image["width"]))),
            "counts": runs["counts"].decode()}


def an_object(draw, image, category, id, kind):
    box = a_box(draw, image)
    area = box[2] * box[3]
    if draw.random() < 0.5:
        area = draw.choice([area * draw.uniform(0.3, 1), draw.choice(BOUNDS)])
    annotation = {
        "id": id, "image_id": image["id"], "category_id": category, "bbox": box, "area": area,
        "iscrowd": int(draw.random() < 0.15),
    }
    if kind == "mask":
        annotation["segmentation"] = a_mask(draw, image, box)
    return annotation


def a_detection(draw, image, objects, categories, kind, with_boxes):
    near = draw.choice(objects) if objects and draw.random() < 0.8 else None
    category = near["category_id"] if near and draw.random() < 0.9 else draw.choice(categories)
    box = moved(draw, near["bbox"], image) if near else a_box(draw, image)
    score = draw.choice([round(draw.random(), draw.choice([1, 2, 16])), draw.choice([0, 1, 0.5])])
    detection = {"image_id": image["id"], "category_id": category, "score": score}
    if with_boxes:
        detection["bbox"] = box
    if kind == "mask":
        if near:
            detection["segmentation"] = a_like_mask(draw, image, near["segmentation"], polygons=with_boxes)
        elif not with_boxes or draw.random() < 0.8:
            detection["segmentation"] = a_mask(draw, image, box, polygons=with_boxes)
    return detection
