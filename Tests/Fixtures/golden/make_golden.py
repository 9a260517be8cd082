"""What the command says and writes, and that later versions of it must go on saying and writing.

    python make_golden.py FOLDER           # everything, with the programs in FOLDER
    python make_golden.py FOLDER outputs   # some parts of it: data, outputs, runs, logs, stopped

Where a change of an output is meant, make its part again and say why in the commit. `stopped` is what an
older version left to be resumed: it stays as it is.

    outputs/   what each command line of outputs.json prints
    runs/      the config.json of each run of runs.json, without what it was made with
    logs/      a comparison that has ended, without its tensors
    stopped/   a run and a grid that were stopped half-way, and what they end with when they are not

All paths begin with PLACE. Needs nothing but Python.
"""

import json
import pathlib
import random
import shutil
import signal
import struct
import subprocess
import sys
import time
import zlib

HERE = pathlib.Path(__file__).resolve().parent
PLACE = pathlib.Path("/tmp/centralize-golden")
RUN = (
    "--model resnet8 --dataset fashion-mnist --data data --batch-size 8 --threads 1 --momentum 0 "
    "--log-every 1"
).split()
PROVENANCE = {"version": "VERSION", "commit": "COMMIT", "libtorch": "LIBTORCH", "cpuCapability": "CPU"}


def main(programs, parts):
    command = pathlib.Path(programs).resolve() / "centralize"
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.mkdir()
    if "data" in parts:
        write_data(HERE / "data")
    shutil.copytree(HERE / "data", PLACE / "data")
    for part in (outputs, runs, logs, stopped):
        if part.__name__ in parts:
            shutil.rmtree(HERE / part.__name__, ignore_errors=True)
            part(command, HERE / part.__name__)


def centralize(command, words, code=0, **how):
    """What the command prints; `how` says when it is interrupted."""
    process = subprocess.Popen(
        [command, *map(str, words)], cwd=PLACE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if how:
        while process.poll() is None and lines_of(how["log"]) < how["lines"]:
            time.sleep(0.0005)
        process.send_signal(signal.SIGTERM)
    output, errors = process.communicate()
    assert process.returncode == code, errors
    return output


def lines_of(log):
    return log.read_text().count("\n") if log.exists() else 0


def outputs(command, target):
    target.mkdir()
    for name, words in json.loads((HERE / "outputs.json").read_text()).items():
        (target / name).write_text(centralize(command, words.split()))


def runs(command, target):
    target.mkdir()
    write_photographs(PLACE / "photographs")
    cases = json.loads((HERE / "runs.json").read_text())
    centralize(command, "init --model resnet8 --seed 1 --output start.safetensors".split())
    for name, words in cases["runs"].items():
        start, _, rest = words.partition(" ")
        words = f"{cases.get(start, start)} {rest}".split()
        centralize(command, ["train", *words, "--output", "runs/" + name])
        write(target / (name + ".json"), (PLACE / "runs" / name / "config.json").read_text())


def write(path, text):
    """The record with its paths and what it was made with replaced; all else as it was written."""
    made = json.loads(text)["provenance"]
    for key, word in PROVENANCE.items():
        text = text.replace(json.dumps(made[key]), json.dumps(word))
    for digest in [*made["data"].values(), *([made["weights"]] if "weights" in made else [])]:
        text = text.replace(json.dumps(digest), json.dumps("SHA-256"))
    path.write_text(text.replace(str(PLACE), "PLACE"))


def logs(command, target):
    options = "--epochs 3 --optimizer adam --learning-rate 0.003 --seeds 3 --seed 4 --output logs".split()
    common = [word for word in RUN if word not in ("--momentum", "0")]
    centralize(command, ["compare", *common, *options])
    keep(PLACE / "logs", target, without=(".safetensors", ".lock", ".html", ".png", ".pdf", ".svg", "timings.json"))


def stopped(command, target):
    run = ["train", *RUN, "--steps", 24, "--output"]
    centralize(command, [*run, "run"], 130, log=PLACE / "run/metrics.jsonl", lines=5)
    centralize(command, [*run, "whole"])
    keep(PLACE / "run", target / "run", without=("weights.safetensors",))
    keep(PLACE / "whole", target / "run-end", without=("config.json", "timings.json", "last.safetensors"))
    header = safetensors_header(PLACE / "whole/last.safetensors")
    (target / "run-end/last.json").write_text(header + "\n")
    shutil.copy(HERE / "grid.yaml", PLACE / "grid.yaml")
    grid = ["compare", "--grid", "grid.yaml", "--jobs", 1, "--output"]
    cell = "learning-rate-0.1"
    log = PLACE / "grid" / cell / "all-0/metrics.jsonl"
    centralize(command, [*grid, "grid"], 130, log=log, lines=3)
    centralize(command, [*grid, "grid-whole"])
    for file in (PLACE / "grid").glob("*/none-0/last.safetensors"):
        file.unlink()  # a run that has ended needs it no more
    keep(PLACE / "grid", target / "grid", without=(".lock", "weights.safetensors"))
    keep(
        PLACE / "grid-whole", target / "grid-end",
        without=(".lock", ".safetensors", ".html", ".png", ".pdf", ".svg", "timings.json", "config.json", "grid.json"))


def keep(source, target, without=()):
    for file in sorted(source.rglob("*")):
        if file.is_file() and not any(file.name.endswith(end) for end in without):
            place = target / file.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place)


def safetensors_header(path):
    data = path.read_bytes()
    return data[8 : 8 + struct.unpack("<Q", data[:8])[0]].decode().rstrip()


def write_data(folder):
    """24 training and 10 test images of 28×28 in ten classes, with a bright patch that tells the class."""
    folder.mkdir(exist_ok=True)
    source = random.Random(5)
    for prefix, count in (("train", 24), ("t10k", 10)):
        pixels = bytes(
            (200 if y // 7 % 5 == label % 5 and x // 14 == label // 5 else 20) + 8 * source.randrange(4)
            for label in (index % 10 for index in range(count)) for y in range(28) for x in range(28))
        header = struct.pack(">IIII", 0x803, count, 28, 28)
        (folder / f"{prefix}-images-idx3-ubyte").write_bytes(header + pixels)
        labels = bytes(index % 10 for index in range(count))
        (folder / f"{prefix}-labels-idx1-ubyte").write_bytes(struct.pack(">II", 0x801, count) + labels)


def write_photographs(folder):
    """PNG files of 48×40 in two classes."""
    source = random.Random(6)
    for part, count in (("train", 4), ("val", 1)):
        for name in ("a", "b"):
            for index in range(count):
                rows = b"".join(b"\0" + source.randbytes(48 * 3) for _ in range(40))
                chunks = (
                    (b"IHDR", struct.pack(">IIBBBBB", 48, 40, 8, 2, 0, 0, 0)),
                    (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
                file = folder / part / name / f"{index}.png"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(
                    b"\x89PNG\r\n\x1a\n" + b"".join(
                        struct.pack(">I", len(content)) + kind + content
                        + struct.pack(">I", zlib.crc32(kind + content)) for kind, content in chunks))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or ["data", "outputs", "runs", "logs", "stopped"])
