#!/usr/bin/env python3
"""Writes the fixtures of detection into the folder of this file, or with --check compares them.

Run it with a Python that has PyTorch, torchvision and safetensors. What each file holds is told at the top of the
module that makes it.
"""

import argparse
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
sys.dont_write_bytecode = True
import comparison  # noqa: E402
import storage  # noqa: E402
import torch  # noqa: E402

import detectors  # noqa: E402
import regions  # noqa: E402

FIXTURES = {
    "regions.safetensors": regions.tensors,
    "detectors.safetensors": detectors.tensors,
    "keys.json": detectors.keys,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *FIXTURES], help="only these files")
    parser.add_argument("--check", action="store_true", help="compare, write nothing here")
    options = parser.parse_args()
    torch.set_num_threads(1)
    wrong = False
    with tempfile.TemporaryDirectory() as temporary:
        for name in options.names or FIXTURES:
            path = pathlib.Path(temporary) / name if options.check else HERE / name
            storage.write(path, FIXTURES[name]())
            if not options.check:
                print(f"{name}: {path.stat().st_size} bytes")
                continue
            result = comparison.compare(path, HERE / name)
            print(f"{name}: largest difference {result.largest:.1e}", *result.problems[:10])
            wrong = wrong or bool(result.problems)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
