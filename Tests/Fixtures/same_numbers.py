#!/usr/bin/env python3
"""Writes same_numbers.json and same_numbers.safetensors: 20 steps that Swift and Python make to the bit.

    same_numbers.py         with a Python that has the package of Python/ and safetensors

The list has each optimizer with its options; the tensors are the weights before, the gradients of all steps
and, for each entry of the list, the weights behind the last step. They are those of the instruction set
'baseline', which every x86 machine has.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file

import gradient_centralization as gc

FOLDER = Path(__file__).parent
STEPS = 20
# A long row, short rows, one shorter than a vector, and what has no inputs.
SHAPES = {"linear": (2, 70), "convolution": (3, 2, 3, 3), "depthwise": (2, 1, 3, 3), "embedding": (3, 4)}
FAN_INS = {
    "linear": gc.FanIn.linear(),
    "convolution": gc.FanIn.convolution(2),
    "depthwise": gc.FanIn.convolution(2, groups=2),
    "embedding": None,
}
PLAIN = {"centralization": "none"}
PLACES = [
    {},
    {"strength": 0.5, "minimum_fan_in": 10},
    {"centralization": "convolutions"},
    {"placement": "update"},
]
COUPLED, DECOUPLED = {"decay_order": "after"}, {"placement": "update", "decay_order": "after"}
OPTIMIZERS = {
    "SGD": [{"momentum": 0.9}, {}, {"momentum": 0.9, "nesterov": True}, {"momentum": 0.9, "dampening": 0.25}],
    "SGDW": [{"momentum": 0.9}],
    "Adam": [{}],
    "AdamW": [{}],
    "Adagrad": [{}],
    "RMSprop": [{}],
    "Lion": [{}],
}


def cases() -> list[dict]:
    """Every optimizer with every place; its further options with the first place only."""
    found = []
    for name, options in OPTIMIZERS.items():
        is_decoupled = name in ("SGDW", "AdamW", "Lion")
        for i, own in enumerate(options):
            places = [PLAIN, *PLACES, DECOUPLED if is_decoupled else COUPLED] if i == 0 else [{}]
            for place in places:
                rate = 0.001 if name == "Lion" else 0.01
                found.append(
                    {"optimizer": name, "lr": rate, "weight_decay": 0.1, **own, **place}
                )
    return found


def steps(case: dict, tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights behind the last step of a case."""
    options = {key: value for key, value in case.items() if key != "optimizer"}
    weights = {name: torch.nn.Parameter(tensors[f"weight/{name}"].clone()) for name in SHAPES}
    plan = {weights[name]: fan_in for name, fan_in in FAN_INS.items()}
    optimizer = getattr(gc, case["optimizer"])(list(weights.values()), plan=plan, **options)
    for step in range(STEPS):
        for name, weight in weights.items():
            weight.grad = tensors[f"gradient/{name}"][step].clone()
        optimizer.step()
    return {name: weight.detach() for name, weight in weights.items()}


def main() -> None:
    generator = torch.Generator().manual_seed(13)
    tensors = {}
    for name, shape in SHAPES.items():
        tensors[f"weight/{name}"] = torch.randn(shape, generator=generator)
        tensors[f"gradient/{name}"] = torch.randn((STEPS, *shape), generator=generator) + 0.3
    gc.use_instruction_set("baseline")
    listed = cases()
    results = {
        f"result/{i}/{name}": weight
        for i, case in enumerate(listed)
        for name, weight in steps(case, tensors).items()
    }
    (FOLDER / "same_numbers.json").write_text(
        "[\n  " + ",\n  ".join(json.dumps(case, sort_keys=True) for case in listed) + "\n]\n"
    )
    save_file(tensors | results, FOLDER / "same_numbers.safetensors")


if __name__ == "__main__":
    main()
