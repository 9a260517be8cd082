"""Printing what was measured, and keeping it."""

import datetime
import json
import statistics

BATCH = {"step": 64, "fashion": 128, "photos": 64, "cifar": 128}


def print_table(work, series):
    """A line per process: its time, throughput and peak memory."""
    for name, one in series.items():
        seconds = statistics.median(one.seconds_per_step())
        print(
            f"{work:<8} {name:<20} {seconds * 1000:>9.1f} ms/step"
            f" {BATCH[work] / seconds:>8.0f} images/s {one.peak_memory / 2**20:>8.0f} MiB")


def print_bars(bars):
    """A line per bar: what was measured, its interval, the limit, the verdict."""
    print()
    for bar in bars:
        print(bar.row())


def save(folder, about, bars, work, help_seconds):
    """Writes everything, the time of each step included, into a new file; gives its path."""
    result = {
        "machine": about,
        "bars": [bar.as_json() for bar in bars],
        **{
            name: {peer: one.as_json() for peer, one in series.items()}
            for name, series in work.items()},
        "secondsOfHelp": help_seconds,
    }
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%d-%H%M%S")
    path = folder / f"{now}-{(about['commit'] or 'unknown')[:8]}.json"
    lines = [f'"{key}": {json.dumps(value)}' for key, value in result.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return path
