#!/usr/bin/env python3
"""Writes plan_digests.json: the SHA-256 of what 'centralize plan' prints of torchvision's networks.

    plan_digests.py FOLDER      with the programs in FOLDER

The Swift tests hold the plans of the library against it, and those of Python/ the plans that the package
makes of torchvision's own networks.
"""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

# By torchvision's name that of the command.
MODELS = {
    name: name.replace("_", "-")
    for name in (
        "resnet18 resnet34 resnet50 resnet101 resnet152 resnext50_32x4d resnext101_64x4d "
        "vgg11 vgg13 vgg16 vgg19 vgg11_bn vgg13_bn vgg16_bn vgg19_bn "
        "densenet121 densenet161 densenet169 densenet201 wide_resnet50_2"
    ).split()
}


def digest(program: Path, *options: str) -> str:
    printed = subprocess.run([program, "plan", *options], check=True, capture_output=True).stdout
    return hashlib.sha256(printed).hexdigest()


def main(folder: str) -> None:
    program = Path(folder) / "centralize"
    rows = {
        name: {
            "json": digest(program, "--model", model, "--json"),
            "model": model,
            "text": digest(program, "--model", model),
        }
        for name, model in MODELS.items()
    }
    path = Path(__file__).with_name("plan_digests.json")
    path.write_text(json.dumps(rows, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
