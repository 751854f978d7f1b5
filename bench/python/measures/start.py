# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""Start to first prompt: from the fork of the local program to the prompt of the login shell on the other side."""

from harness.lab import Lab
from harness.report import Report, Row
from harness.stats import median
from harness.terminal import PROMPT, Terminal
from harness.ways import AWS, CONNECT, JUMP, PLUGIN, SSH

OWN_CLIENT_LIMIT_MS = 350


def measure(lab: Lab, report: Report) -> None:
    ways = lab.ways()
    samples: dict[str, list[float]] = {way.name: [] for way in ways}
    for way in ways:
        _once(way)  # fills the page cache; not counted
    for turn in range(lab.options.rounds):
        shift = turn % len(ways)
        for way in ways[shift:] + ways[:shift]:
            samples[way.name].append(_once(way))
    report.keep("start", samples)
    for name, values in samples.items():
        jump = lab.ratio(samples, name, JUMP)
        bars = {CONNECT: f"≤ ssh -J and ≤ {OWN_CLIENT_LIMIT_MS} ms", AWS: "≤ ssh -J", PLUGIN: ""}
        met = None
        if bars.get(name) and jump is not None:
            met = jump <= 1 and (name != CONNECT or median(values) <= OWN_CLIENT_LIMIT_MS)
        report.add(
            Row(
                f"start to first prompt, ms, median of {len(values)}",
                name,
                f"{median(values):.0f}",
                f"{min(values):.0f}–{max(values):.0f}",
                lab.ratio(samples, name, SSH),
                jump,
                bars.get(name, ""),
                met,
            )
        )


def _once(way) -> float:
    command = way.command()
    with Terminal(command, way.environment) as terminal:
        elapsed = terminal.wait_for(PROMPT) - terminal.started_ns
        terminal.leave_shell()
    return elapsed / 1e6
