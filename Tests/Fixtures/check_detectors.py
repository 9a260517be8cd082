"""Checks that `centralize` and torchvision take each other's detectors.

    python check_detectors.py CENTRALIZE    # the built command

For Faster and Mask R-CNN on ResNet-50: a file that torch.save wrote, with random weights and both with today's keys and
with those from before torchvision 0.13, makes `centralize predict` find in an image file what torchvision finds; what
`centralize export` writes of it, and what `centralize init` writes, loads there with strict=True.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy
import safetensors.torch
import torch
import torchvision
from PIL import Image

NETWORKS = {"faster-rcnn": "fasterrcnn_resnet50_fpn", "mask-rcnn": "maskrcnn_resnet50_fpn"}
SIDE = 160


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("centralize", type=pathlib.Path)
    command = parser.parse_args().centralize
    torch.manual_seed(0)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        picture = numpy.random.default_rng(0).integers(0, 256, (6, 9, 3), dtype=numpy.uint8)
        Image.fromarray(picture).resize((180, 120), Image.Resampling.BICUBIC).save(folder / "a.png")
        for model, name in NETWORKS.items():
            check(command, model, name, folder)


def check(command, model, name, folder):
    source = network(name)
    with torch.no_grad():
        # Scores that are far from each other, so that rounding decides nothing.
        source.roi_heads.box_predictor.cls_score.weight.normal_(std=0.1)
    source.eval()
    image = torchvision.io.read_image(str(folder / "a.png")).double() / 255
    with torch.no_grad():
        expected = source.double()([image])[0]
    state = source.float().state_dict()
    for keys, kept in [("today's", state), ("older", {older(key): value for key, value in state.items()})]:
        torch.save(kept, folder / "in.pth")
        run(command, "predict", "--model", model, "--weights", folder / "in.pth", "--images", folder / "a.png",
            "--image-size", str(SIDE), "--dtype", "float64", "--output", folder / "found")
        found = json.loads((folder / "found/detections.json").read_text())
        compare(found, expected)
        run(command, "export", "--model", model, "--weights", folder / "in.pth", "--output", folder / "out.safetensors")
        target = load(name, folder / "out.safetensors")
        for key, value in state.items():
            assert torch.equal(value, target.state_dict()[key]), key
        print(f"{name}: {len(kept)} tensors with {keys} keys; {len(found)} detections")
    run(command, "init", "--model", model, "--dataset", "coco", "--output", folder / "init.safetensors")
    load(name, folder / "init.safetensors")


def network(name):
    return torchvision.models.get_model(
        name, weights=None, weights_backbone=None, num_classes=91, min_size=SIDE, max_size=SIDE * 1333 // 800)


def older(key):
    """The key that torchvision gave a tensor before 0.13."""
    key = re.sub(r"(rpn\.head\.conv)\.0\.0\.", r"\1.", key)
    key = re.sub(r"(fpn\.(?:inner|layer)_blocks\.\d)\.0\.", r"\1.", key)
    return re.sub(
        r"mask_head\.(\d)\.0\.", lambda found: f"mask_head.mask_fcn{int(found[1]) + 1}.", key)


def compare(found, expected):
    count = len(expected["scores"])
    assert count > 20 and len(found) == count, f"{len(found)} detections where {count} were expected"
    for index, one in enumerate(found):
        x, y, width, height = one["bbox"]
        corners = torch.tensor([x, y, x + width, y + height], dtype=torch.float64)
        assert torch.allclose(corners, expected["boxes"][index], atol=1e-4), (index, corners)
        assert abs(one["score"] - float(expected["scores"][index])) < 1e-6, (index, one["score"])
        assert one["category_id"] == int(expected["labels"][index]), (index, one["category_id"])


def run(command, *words):
    subprocess.run([command, *words], check=True)


def load(name, path):
    model = network(name)
    result = model.load_state_dict(safetensors.torch.load_file(path), strict=True)
    assert not result.missing_keys and not result.unexpected_keys
    return model


if __name__ == "__main__":
    sys.exit(main())
