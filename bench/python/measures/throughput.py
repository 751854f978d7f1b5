# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""Shell output: how fast a command's bytes reach the local terminal."""

import time

from harness.lab import Lab
from harness.report import Report, Row
from harness.stats import median
from harness.terminal import PROMPT, Terminal, TerminalError
from harness.ways import CONNECT, JUMP, OFFICIAL, PLUGIN, SSH, Way

MIB = 1 << 20
TURNS = 3
# A way that needs longer is cut off and counted by what has arrived.
LONGEST_S = 60.0
END = b"end-of-output"


def measure(lab: Lab, report: Report) -> None:
    ways = [way for way in lab.ways() if way.name in (SSH, JUMP, CONNECT, PLUGIN, OFFICIAL)]
    rates: dict[str, list[float]] = {way.name: [] for way in ways}
    for turn in range(TURNS):
        shift = turn % len(ways)
        for way in ways[shift:] + ways[:shift]:
            rates[way.name].append(_rate(way, lab.options.megabytes * MIB))
    report.keep("throughput", rates)
    for name, values in rates.items():
        met = median(values) >= 20 if name == OFFICIAL else None
        report.add(
            Row(
                f"shell output, MiB/s, {lab.options.megabytes} MiB, median of {TURNS}",
                name,
                f"{median(values):.1f}",
                f"{min(values):.1f}–{max(values):.1f}",
                lab.ratio(rates, name, SSH),
                lab.ratio(rates, name, JUMP),
                "≥ 20 MiB/s" if name == OFFICIAL else "",
                met,
            )
        )


def _rate(way: Way, wanted: int) -> float:
    with Terminal(way.command(), way.environment) as terminal:
        terminal.wait_for(PROMPT)
        terminal.drain(0.2)
        # The quotes keep the echo of the command line from looking like its end.
        command = f"head -c {wanted} /dev/zero | cat; echo end-of''-output\r"
        begun = time.monotonic()
        terminal.write(command.encode())
        arrived, complete = _count(terminal, begun + LONGEST_S)
        elapsed = time.monotonic() - begun
        if complete:
            if arrived != wanted:
                raise TerminalError(f"{way.name}: {arrived} of {wanted} bytes arrived")
            terminal.drain(0.2)
            terminal.leave_shell()
    return arrived / MIB / elapsed


def _count(terminal: Terminal, deadline: float) -> tuple[int, bool]:
    """The NUL bytes that came, and whether the end came too."""
    arrived, before = 0, b""
    while time.monotonic() < deadline:
        data = terminal.read(20.0)
        if not data:
            raise TerminalError("the session ended in the middle of the output")
        arrived += data.count(0)
        if END in before + data:
            return arrived, True
        before = data[-len(END) :]
    return arrived, False
