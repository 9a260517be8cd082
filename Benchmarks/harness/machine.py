"""Where and on what something was measured."""

import os
import platform
import subprocess
import sys


def description(root):
    return {
        "cpu": cpu_model(),
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "loadBefore": os.getloadavg()[0],
        "commit": output("git", "-C", root, "rev-parse", "HEAD"),
        "uncommittedChanges": bool(output("git", "-C", root, "status", "--porcelain")),
        "swift": (output("swift", "--version") or "unknown").splitlines()[0],
        "python": sys.version.split()[0],
    }


def cpu_model():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()


def output(*command):
    """What a command prints, or nothing where it fails."""
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout.strip() if result.returncode == 0 else None
