"""Twenty steps of each optimizer are those of Swift, to the bit: SameNumbersTests holds the same file."""

import importlib.util
import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

import gradient_centralization as gc

FIXTURES = Path(__file__).parents[2] / "Tests/Fixtures"
CASES = json.loads((FIXTURES / "same_numbers.json").read_text())
TENSORS = load_file(FIXTURES / "same_numbers.safetensors")
spec = importlib.util.spec_from_file_location("same_numbers", FIXTURES / "same_numbers.py")
same_numbers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(same_numbers)


def test_all_cases_are_there():
    assert same_numbers.cases() == CASES
    assert {case["optimizer"] for case in CASES} == {
        *("SGD", "SGDW", "Adam", "AdamW"),
        *("Adagrad", "RMSprop", "Lion"),
    }


@pytest.mark.skipif(gc.instruction_set() == "neon", reason="the numbers are those of x86 without FMA")
@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda i: f"{i}-{CASES[i]['optimizer']}")
def test_twenty_steps_are_those_of_swift(number):
    gc.use_instruction_set("baseline")
    for name, weight in same_numbers.steps(CASES[number], TENSORS).items():
        assert torch.equal(weight, TENSORS[f"result/{number}/{name}"])
        assert not torch.equal(weight, TENSORS[f"weight/{name}"])


def test_every_option_changes_the_numbers():
    results = {
        tuple(TENSORS[f"result/{i}/linear"].flatten().tolist())
        + tuple(TENSORS[f"result/{i}/convolution"].flatten().tolist())
        for i in range(len(CASES))
    }
    # Of SGD with the decay before, both placements are one optimizer, but for rounding.
    assert len(results) == len(CASES)
