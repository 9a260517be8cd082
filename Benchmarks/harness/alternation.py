"""Measuring several processes in turns, so that a slow minute of the machine hits all of them."""

import contextlib

from harness.peer import Peer


class Series:
    """What was measured of one process."""

    def __init__(self, peer):
        self.name, self.facts = peer.name, peer.facts
        self.rounds = []
        self.peak_memory = 0

    def seconds_per_step(self):
        """The mean of each round."""
        return [sum(seconds) / len(seconds) for seconds in self.rounds]

    def as_json(self):
        return {
            "facts": self.facts, "peakMemoryBytes": self.peak_memory,
            "secondsOfEachStep": [
                [round(seconds, 6) for seconds in one] for one in self.rounds],
        }


def alternate(commands, rounds, steps, warm_up, say):
    """A `Series` by name for each of `commands`, of `rounds` rounds of `steps` steps in turns."""
    with contextlib.ExitStack() as open_peers:
        peers = []
        for name, command in commands.items():
            peers.append(Peer(name, command))
            open_peers.callback(peers[-1].close)
        series = [Series(peer) for peer in peers]
        for peer in peers:
            peer.run(warm_up)
        for number in range(rounds):
            if (number + 1) % 5 == 0 or number + 1 == rounds:
                say(f"round {number + 1} of {rounds}")
            # Each round begins with another process: none always has the same one before it.
            for place in range(len(peers)):
                index = (number + place) % len(peers)
                series[index].rounds.append(peers[index].run(steps))
        for peer, one in zip(peers, series):
            one.peak_memory = peer.peak_memory()
        return {one.name: one for one in series}
