"""Reference values of PyTorch that the tests compare with.

    pip install -r requirements.txt
    python make_fixtures.py            # write every fixture into the folder of this file
    python make_fixtures.py --check    # make them again elsewhere, compare, exit 1 on a difference

What each file holds is told at the top of the module that makes it.
"""

import argparse
import pathlib
import sys
import tempfile

import torch

import averages
import comparison
import densenet
import detection_data
import distributions
import experiment_statistics
import images
import landscape
import layers
import matlab
import mobilenet
import muon
import network_values
import networks
import operations
import optimizers
import precision
import saved
import schedules
import storage
import tensor_calls
import tensor_prints
import training
import vgg

HERE = pathlib.Path(__file__).resolve().parent

FIXTURES = {
    "layers.safetensors": layers.tensors,
    "images.safetensors": images.tensors,
    "detection_data.safetensors": detection_data.tensors,
    "layers.json": layers.description,
    "training.safetensors": training.tensors,
    "landscape.safetensors": landscape.tensors,
    "precision.safetensors": precision.tensors,
    "resnet8.safetensors": networks.tensors,
    "resnet_keys.json": networks.keys,
    "vgg_keys.json": vgg.keys,
    "densenet_keys.json": densenet.keys,
    "mobilenet_keys.json": mobilenet.keys,
    "network_values.safetensors": network_values.tensors,
    "optimizers.safetensors": optimizers.tensors,
    "muon.safetensors": muon.tensors,
    "averages.safetensors": averages.tensors,
    "operations.safetensors": operations.tensors,
    "schedules.json": schedules.description,
    "distributions.json": distributions.description,
    "saved.safetensors": saved.tensors,
    **saved.files(),
    "tensor_calls.safetensors": tensor_calls.tensors,
    "tensor_prints.json": tensor_prints.description,
    "matlab.json": matlab.description,
    "statistics.json": experiment_statistics.description,
}


def write_all(folder):
    for name, make in FIXTURES.items():
        storage.write(folder / name, make())


def check():
    """Whether the files in this folder are what PyTorch gives now."""
    with tempfile.TemporaryDirectory() as temporary:
        fresh = pathlib.Path(temporary)
        write_all(fresh)
        return all([report(name, fresh / name) for name in FIXTURES])


def report(name, fresh):
    result = comparison.compare(fresh, HERE / name)
    for problem in result.problems[:10]:
        print(f"{name}: {problem}", file=sys.stderr)
    verdict = "differs" if result.problems else "agrees"
    print(f"{name}: {verdict}, largest difference {result.largest:.1e}")
    return not result.problems


def main():
    parser = argparse.ArgumentParser(description="Make or check the fixtures of the tests.")
    parser.add_argument("--check", action="store_true", help="compare, write nothing here")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.check:
        return 0 if check() else 1
    write_all(HERE)
    for name in FIXTURES:
        print(f"{name}: {(HERE / name).stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
