"""Writing and reading fixtures: named tensors as safetensors, files as they are, the rest as JSON."""

import json

import safetensors.torch
import torch


def write(path, contents):
    path.parent.mkdir(exist_ok=True)
    if path.suffix == ".pth":
        path.write_bytes(contents)
    elif path.suffix == ".json":
        path.write_text(one_line_per_entry(contents), encoding="utf-8")
    else:
        safetensors.torch.save_file(storable(contents), path)


def read(path):
    if path.suffix == ".json":
        return json.loads(path.read_text(encoding="utf-8"))
    return safetensors.torch.load_file(path)


def one_line_per_entry(entries):
    """A JSON object whose members stand on a line each."""
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in entries.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def storable(tensors):
    """The tensors by themselves: detached, contiguous, sharing no memory, and finite."""
    for name, tensor in tensors.items():
        if tensor.is_floating_point() and not tensor.isfinite().all():
            raise ValueError(f"{name} is not finite")
    return {
        name: tensor.detach().clone(memory_format=torch.contiguous_format)
        for name, tensor in tensors.items()
    }
