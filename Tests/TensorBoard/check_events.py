"""Reads the event files of runs with TensorBoard's own code and compares them with metrics.jsonl.

    check_events.py FOLDER

Looks at every folder below FOLDER that has a metrics.jsonl. All numbers of the metrics have to be in the
event file beside it, under the right name and step, and nothing else; for the accumulator that people
use in scripts and for the one behind TensorBoard's pages. Histograms have to count what is measured of
all layers. A file that was cut off in the middle of a record has to show all before it. Prints a line for
each problem, and exits 1 if there is one. Needs the Python that Scripts/tensorboard prints.
"""

import argparse
import json
import math
import pathlib
import sys
import tempfile
import time

import numpy
from tensorboard.backend.event_processing import (
    data_provider, event_accumulator, plugin_event_multiplexer)
from tensorboard.context import RequestContext

PATTERN = "*tfevents*"


def expected(folder):
    """{tag: {step: number}} of a run's metrics."""
    scalars = {}

    def add(tag, step, number):
        scalars.setdefault(tag, {})[step] = float(numpy.float32(number))

    for text in (folder / "metrics.jsonl").read_text().splitlines():
        line = json.loads(text)
        kind = line["kind"]
        step = line["epoch"] if kind == "epoch" else line["step"]
        for name, value in line.items():
            if name in ("kind", "epoch", "step", "formatVersion"):
                continue
            if name != "layers":
                add(f"{kind}/{name}", step, value)
                continue
            for layer in value:
                for reading, number in layer.items():
                    if isinstance(number, (int, float)) and not isinstance(number, bool):
                        add(f"{kind}.{reading}/{layer['name']}", step, number)
    return scalars


def accumulated(folder):
    """The same of the event file, and its times, by the accumulator for scripts."""
    accumulator = event_accumulator.EventAccumulator(
        str(folder), size_guidance={event_accumulator.SCALARS: 0})
    accumulator.Reload()
    events = {tag: accumulator.Scalars(tag) for tag in accumulator.Tags()["scalars"]}
    times = [event.wall_time for tag in events for event in events[tag]]
    return {tag: {event.step: event.value for event in events[tag]} for tag in events}, times


def shown(folder):
    """{run: the same} of all event files, by the code behind TensorBoard's pages."""
    multiplexer = plugin_event_multiplexer.EventMultiplexer(tensor_size_guidance={"scalars": 0})
    multiplexer.AddRunsFromDirectory(str(folder))
    multiplexer.Reload()
    provider = data_provider.MultiplexerDataProvider(multiplexer, str(folder))
    series = provider.read_scalars(
        RequestContext(), experiment_id="", plugin_name="scalars", downsample=1_000_000)
    return {
        run: {tag: {point.step: point.value for point in points} for tag, points in tags.items()}
        for run, tags in series.items()}


def distributed(folder):
    """{tag: {step: (count, smallest, largest, sum)}} over the layers of each reading, of the metrics."""
    histograms = {}
    for text in (folder / "metrics.jsonl").read_text().splitlines():
        line = json.loads(text)
        for reading in ("gradientNorm", "gradientShare", "updateShare"):
            numbers = [layer[reading] for layer in line.get("layers", []) if reading in layer]
            if numbers:
                histograms.setdefault(f"{line['kind']}/{reading}", {})[line["step"]] = summary(numbers)
    return histograms


def summary(numbers):
    return len(numbers), min(numbers), max(numbers), round(math.fsum(numbers), 6)


def histograms(folder):
    """The same of the event file, where no bucket may be lost."""
    accumulator = event_accumulator.EventAccumulator(
        str(folder), size_guidance={event_accumulator.HISTOGRAMS: 0})
    accumulator.Reload()
    found = {}
    for tag in accumulator.Tags()["histograms"]:
        for event in accumulator.Histograms(tag):
            value = event.histogram_value
            if sum(value.bucket) == value.num and value.bucket_limit[-1] == value.max:
                found.setdefault(tag, {})[event.step] = (
                    value.num, value.min, value.max, round(value.sum, 6))
    return found


def differences(found, wanted):
    for tag in sorted(found.keys() | wanted.keys()):
        if found.get(tag) != wanted.get(tag):
            yield f"{tag}: expected {wanted.get(tag)}, found {found.get(tag)}"


def check_cut(folder, wanted):
    """A process that is killed leaves a part of its last record: all before it stays to be seen."""
    last = json.loads((folder / "metrics.jsonl").read_text().splitlines()[-1])
    lost = last["epoch"] if last["kind"] == "epoch" else last["step"]
    for tag in wanted:
        if tag.split("/")[0].split(".")[0] == last["kind"]:
            wanted[tag].pop(lost, None)
    wanted = {tag: points for tag, points in wanted.items() if points}
    [file] = folder.glob(PATTERN)
    with tempfile.TemporaryDirectory() as copy:
        (pathlib.Path(copy) / file.name).write_bytes(file.read_bytes()[:-5])
        found, _ = accumulated(copy)
    for problem in differences(found, wanted):
        yield f"cut off: {problem}"


def check(folder, of_pages):
    wanted = expected(folder)
    if not wanted:
        yield "metrics.jsonl has no numbers"
    files = list(folder.glob(PATTERN))
    if len(files) != 1:
        yield f"{len(files)} event files, expected one"
        return
    found, times = accumulated(folder)
    yield from differences(found, wanted)
    for problem in differences(of_pages, wanted):
        yield f"behind the pages: {problem}"
    yield from differences(histograms(folder), distributed(folder))
    if not all(time.time() - 1e6 < at <= time.time() for at in times):
        yield "a time is not of these days"
    yield from check_cut(folder, wanted)


def main():
    parser = argparse.ArgumentParser(description="Compare event files with metrics.jsonl.")
    parser.add_argument("folder", type=pathlib.Path)
    root = parser.parse_args().folder
    folders = sorted(path.parent for path in root.rglob("metrics.jsonl"))
    problems = [] if folders else [f"{root}: no run is there"]
    of_pages = shown(root)
    count = 0
    for folder in folders:
        run = str(folder.relative_to(root))
        problems += [f"{folder}: {text}" for text in check(folder, of_pages.get(run, {}))]
        count += sum(len(points) for points in expected(folder).values())
    print("\n".join(problems) if problems else f"{count} numbers of {len(folders)} runs are right")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
