"""pth/*.pth and saved.safetensors: files that torch.save wrote, and what is in them.

`saved.safetensors` holds, as `FILE/NAME`, the tensors that a reader finds in `pth/FILE.pth`, under the
names that they have there. Those files that a reader refuses have none:

    big_endian, legacy_big_endian       from a machine with the other order of bytes
    complex, sparse                     tensors of kinds that the library does not have
    compressed                          a zip archive that was packed again
    module, legacy_module               a whole pickled module
    program                             what a TorchScript program looks like
    two, list, empty                    no state dict, or two
    malicious                           a pickle that calls os.system
    tar                                 the format before PyTorch 0.2, or its beginning
"""

import collections
import io
import os
import pickle
import re
import tarfile
import zipfile
from unittest import mock

import torch
from torch import nn

LEGACY = {"_use_new_zipfile_serialization": False}


def files():
    """The functions that make each file's bytes, by its path."""
    return {
        f"pth/{name}.pth": lambda contents=contents, options=options: save(contents(), **options)
        for name, (contents, options) in (READ | REFUSED).items()
    } | {f"pth/{name}.pth": make for name, make in MADE.items()}


def tensors():
    found = {}
    for name, (contents, _) in READ.items():
        for key, value in state_dict(contents()).items():
            if isinstance(value, torch.Tensor):
                found[f"{name}/{key}"] = value
    return found


def state_dict(contents):
    for name in ["state_dict", "model", "generator"]:
        if name in contents:
            return state_dict(contents[name])
    return contents


def save(contents, **options):
    stream = io.BytesIO()
    torch.save(contents, stream, **options)
    return stream.getvalue()


def ramp(*shape, dtype=torch.float32):
    count = torch.Size(shape).numel()
    return (torch.arange(count, dtype=torch.float64) / 4 - 1).reshape(shape).to(dtype)


def network():
    model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.Flatten(), nn.Linear(8, 3))
    for parameter in model.parameters():
        parameter.data = ramp(*parameter.shape)
    return model


def plain():
    return network().state_dict()


def types():
    names = ["uint8", "int8", "int16", "int32", "int64"]
    result = {name: torch.arange(3, dtype=getattr(torch, name)) + 5 for name in names}
    for name in ["float16", "bfloat16", "float32", "float64"]:
        result[name] = ramp(3, dtype=getattr(torch, name))
    # Odd counts, so that the older format does not align what follows.
    return result | {"bool": torch.tensor([True, False, True]), "again": ramp(2, 2)}


def views():
    whole = ramp(4, 6)
    return {
        "whole": whole,
        "row": whole[2],
        "block": whole[1:3, 2:5],
        "transposed": whole.t(),
        "channels_last": ramp(1, 2, 3, 3).contiguous(memory_format=torch.channels_last),
        "repeated": ramp(3, 1).expand(3, 4),
        "empty": torch.zeros(0, 3),
        "scalar": torch.tensor(7.5),
    }


def nested():
    model = network()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    model(ramp(1, 1, 4, 4)).sum().backward()
    optimizer.step()
    state = collections.OrderedDict(
        (f"module.{key}", value) for key, value in network().state_dict().items())
    return {
        "epoch": 3,
        "arch": "network",
        "state_dict": state,
        "optimizer": optimizer.state_dict(),
        "best_acc": 0.5,
    }


def doubly_nested():
    state = {f"_orig_mod.module.{key}": value for key, value in network().state_dict().items()}
    return {"model": {"state_dict": state}, "step": torch.tensor(4), "history": [0.5, None, (1, 2)]}


def unusual():
    return {"generator": plain(), "seed": 1 << 70, "text": b"bytes", "set": {1, 2}}


def parameters():
    tagged = nn.Parameter(ramp(2))
    tagged.tag = "seen"
    return {"a": nn.Parameter(ramp(2, 3)), "b": nn.Parameter(ramp(2), False), "c": tagged, "d": 3}


READ = {
    "plain": (plain, {}),
    "legacy": (plain, LEGACY),
    "protocol4": (plain, {"pickle_protocol": 4}),
    "types": (types, {}),
    "legacy_types": (types, LEGACY),
    "views": (views, {}),
    "legacy_views": (views, LEGACY),
    "nested": (nested, {}),
    "legacy_nested": (nested, LEGACY),
    "doubly_nested": (doubly_nested, {}),
    "unusual": (unusual, {}),
    "parameters": (parameters, {}),
}


class Whole(nn.Linear):
    pass


def whole():
    torch.manual_seed(0)
    # One storage: the older format orders several by their addresses.
    return Whole(2, 1, bias=False)


class Malicious:
    def __reduce__(self):
        return (os.system, ("touch malicious-was-run",))


REFUSED = {
    "complex": (lambda: {"a": torch.ones(2, dtype=torch.complex64)}, {}),
    "sparse": (lambda: {"a": torch.eye(2).to_sparse(), "b": torch.ones(2)}, {}),
    "module": (whole, {}),
    "malicious": (lambda: {"state_dict": Malicious()}, {}),
    "two": (lambda: {"a": plain(), "b": plain()}, {}),
    "list": (lambda: [torch.ones(2)], {}),
    "empty": (dict, {}),
}


def repacked(change, compression=zipfile.ZIP_STORED):
    source = zipfile.ZipFile(io.BytesIO(save({"a": ramp(2)})))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = compression
            target.writestr(entry, change(name, source.read(name)))
    return stream.getvalue()


def big_endian():
    return repacked(lambda name, data: b"big" if name.endswith("byteorder") else data)


def legacy_big_endian():
    saved = save({"a": ramp(2)}, **LEGACY)
    changed, count = re.subn(rb"(little_endianq.)\x88", lambda found: found[1] + b"\x89", saved)
    assert count == 1
    return changed


def legacy_module():
    """With the class's source text, as that format has it, but not with where it lies."""
    source = (["class Whole(nn.Linear):\n", "    pass\n"], 0, "saved.py")
    with mock.patch("torch.serialization.get_source_lines_and_file", lambda *_: source):
        return save(whole(), **LEGACY)


def tar():
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT) as target:
        for name in ["sys_info", "storages", "tensors", "pickle"]:
            data = pickle.dumps({}, protocol=2)
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            target.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


def program():
    """Laid out as torch.jit.save does it: an object of its own classes, and compressed code."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr(zipfile.ZipInfo("archive/data.pkl"), b"\x80\x02c__torch__.saved\nWhole\n)\x81}b.")
        code = zipfile.ZipInfo("archive/code/__torch__/saved.py")
        code.compress_type = zipfile.ZIP_DEFLATED
        target.writestr(code, "class Whole(Module):\n" * 20)
    return stream.getvalue()


MADE = {
    "big_endian": big_endian,
    "legacy_big_endian": legacy_big_endian,
    "legacy_module": legacy_module,
    "compressed": lambda: repacked(lambda name, data: data, zipfile.ZIP_DEFLATED),
    "program": program,
    "tar": tar,
}
