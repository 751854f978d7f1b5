# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""Server start: from the launcher to the first answer to a signed request."""

from harness.lab import Lab
from harness.report import Report, Row
from harness.stack import Server
from harness.stats import median

STARTS = 5
LIMIT_MS = 3000


def measure(lab: Lab, report: Report) -> None:
    directory = lab.directory / "server_start"
    times = []
    for _ in range(1 + STARTS):
        with Server(lab.repository, directory) as server:
            times.append(server.ready_ms)
    first, again = times[0], times[1:]
    report.keep("server_start", times)
    bar = "< 3 s"
    report.add(Row("server start to ready, ms, empty data directory", "our server", f"{first:.0f}", bar=bar, met=first < LIMIT_MS))
    spread = f"{min(again):.0f}–{max(again):.0f}"
    report.add(
        Row(f"server start to ready, ms, median of {STARTS}", "our server", f"{median(again):.0f}", spread, bar=bar, met=median(again) < LIMIT_MS)
    )
