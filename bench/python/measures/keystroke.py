# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""Keystroke echo: one character at a time, until the tty on the other side has echoed it. The remote program is sh."""

import random
import time

from harness.lab import Lab
from harness.report import Report, Row
from harness.stats import median, percentile
from harness.terminal import PROMPT, Terminal
from harness.ways import AWS, CONNECT, JUMP, LOCAL, PLUGIN, SSH, Way

KEYS = 200
RUNS = 3
ERASE_LINE = b"\x15"


def measure(lab: Lab, report: Report) -> None:
    ways = [Way(LOCAL, lambda: ["sh"]), *lab.ways()]
    runs: dict[str, list[list[float]]] = {way.name: [] for way in ways}
    for turn in range(RUNS):
        shift = turn % len(ways)
        for way in ways[shift:] + ways[:shift]:
            runs[way.name].append(_run(way, random.Random(turn)))
    report.keep("keystroke", runs)
    middle = {name: [percentile(run, 0.5) for run in of] for name, of in runs.items()}
    tail = {name: [percentile([key for run in of for key in run], 0.99)] for name, of in runs.items()}
    for name, of in runs.items():
        pooled = [key for run in of for key in run]
        barred = name in (CONNECT, AWS, PLUGIN)
        jump = lab.ratio(middle, name, JUMP)
        report.add(
            Row(
                f"keystroke echo p50, ms, {RUNS} × {KEYS} keys",
                name,
                f"{percentile(pooled, 0.5):.3f}",
                "–".join(f"{edge:.3f}" for edge in (min(middle[name]), max(middle[name]))),
                lab.ratio(middle, name, SSH),
                jump,
                "≤ ssh -J" if barred else "",
                jump <= 1 if barred and jump is not None else None,
            )
        )
    for name in runs:
        ssh, jump = lab.ratio(tail, name, SSH), lab.ratio(tail, name, JUMP)
        report.add(Row("keystroke echo p99, ms", name, f"{median(tail[name]):.3f}", "", ssh, jump))


def _run(way: Way, chance: random.Random) -> list[float]:
    """Milliseconds of each key."""
    with Terminal(way.command(), way.environment) as terminal:
        terminal.wait_for(PROMPT)
        terminal.drain(0.2)
        terminal.write(b"exec sh\r")
        terminal.wait_for(PROMPT)
        terminal.drain(0.2)
        times = [_key(terminal, chance) for _ in range(KEYS)]
        terminal.write(ERASE_LINE)
        terminal.drain()
        terminal.leave_shell()
    return times


def _key(terminal: Terminal, chance: random.Random) -> float:
    character = chance.choice(b"abcdefghijklmnopqrstuvwxyz").to_bytes()
    time.sleep(chance.uniform(0.020, 0.050))
    begun = time.monotonic_ns()
    terminal.write(character)
    return (terminal.wait_for(character) - begun) / 1e6
