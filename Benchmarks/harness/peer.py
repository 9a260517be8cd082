"""A process that steps when it is told to, and is frozen in between."""

import json
import os
import signal
import subprocess


class PeerError(Exception):
    """One sentence for the person at the terminal."""


class Peer:
    """Speaks the protocol of Sources/BenchmarkProtocol with a child process.

    Between two answers the process and its own children are stopped, so that nothing is prepared
    ahead at the cost of whoever is being measured.
    """

    def __init__(self, name, command):
        self.name = name
        try:
            # A group of its own can be stopped as a whole, and does not outlive this process.
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                preexec_fn=os.setpgrp)
        except OSError as error:
            raise PeerError(f"{name} cannot be started: {command[0]}: {error.strerror}") from None
        self.facts = self._answer()
        self._signal(signal.SIGSTOP)

    def run(self, steps):
        """The seconds of each of `steps` further steps."""
        self._signal(signal.SIGCONT)
        self.process.stdin.write(f"go {steps}\n")
        self.process.stdin.flush()
        seconds = self._answer()
        self._signal(signal.SIGSTOP)
        return seconds

    def peak_memory(self):
        """The largest number of bytes that the process has held so far, without its children's."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
        raise PeerError(f"{self.name} has no VmHWM in its /proc status")

    def close(self):
        """Ends the process."""
        if self.process.poll() is not None:
            return
        self._signal(signal.SIGCONT)
        self.process.stdin.close()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL)
            self.process.wait()

    def _signal(self, number):
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            raise PeerError(f"{self.name} ended early, see above") from None

    def _answer(self):
        line = self.process.stdout.readline()
        try:
            return json.loads(line)
        except ValueError:
            found = line.strip() or "nothing"
            raise PeerError(f"{self.name} answered {found}, see above for why") from None
