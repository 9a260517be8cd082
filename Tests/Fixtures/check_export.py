"""Checks that PyTorch loads what `centralize export` writes.

    python check_export.py CENTRALIZE    # the built command

For one depth of every family: a torchvision network with random weights is saved as torch.save does,
inside of what a training script puts around it; the command exports it; torchvision's network loads
the export with strict=True; its tensors and logits are bit for bit those of the first. The same the other
way, from `centralize init`.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import safetensors.torch
import torch
import torchvision

MODELS = [
    "resnet18", "resnet50", "resnext50_32x4d", "wide_resnet50_2", "vgg11", "vgg11_bn", "densenet121",
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("centralize", type=pathlib.Path)
    command = parser.parse_args().centralize
    torch.manual_seed(0)
    with tempfile.TemporaryDirectory() as folder:
        for model in MODELS:
            check(command, model, pathlib.Path(folder))


def check(command, name, folder):
    source = torchvision.models.get_model(name, num_classes=7)
    state = {f"module.{key}": value for key, value in source.state_dict().items()}
    own_name = name.replace("_", "-")
    for legacy in [False, True]:
        torch.save(
            {"epoch": 3, "state_dict": state}, folder / "in.pth",
            _use_new_zipfile_serialization=not legacy)
        run(command, "export", "--model", own_name, "--weights", folder / "in.pth",
            "--output", folder / "out.safetensors")
        target = load(name, folder / "out.safetensors", 7)
        images = torch.randn(1, 3, 64, 64)
        with torch.no_grad():
            assert torch.equal(source.eval()(images), target(images)), name
        for key, value in source.state_dict().items():
            assert torch.equal(value, target.state_dict()[key]), key
    run(command, "init", "--model", own_name, "--classes", "7", "--channels", "3",
        "--output", folder / "init.safetensors")
    load(name, folder / "init.safetensors", 7)
    print(f"{name}: {len(state)} tensors load strictly, from both formats; equal bits, equal logits")


def run(command, *words):
    subprocess.run([command, *words], check=True, stderr=subprocess.DEVNULL)


def load(name, path, classes):
    model = torchvision.models.get_model(name, num_classes=classes)
    result = model.load_state_dict(safetensors.torch.load_file(path), strict=True)
    assert not result.missing_keys and not result.unexpected_keys
    return model.eval()


if __name__ == "__main__":
    sys.exit(main())
