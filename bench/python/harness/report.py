# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""The one table, and the lines above it that say where and when it was measured."""

import datetime
import json
import os
import platform
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """
    One line of the table.

    Attributes:
        measurement: what was measured, with its unit
        way: on what
        value: the result as text
        spread: the range, or what else belongs to the value
        per_ssh, per_jump: this value divided by that of ssh and of ssh -J in the same run; None where there is no such thing
        bar: the limit we answer for, "" if none applies
        met: whether the bar is met; None without a bar
    """

    measurement: str
    way: str
    value: str
    spread: str = ""
    per_ssh: float | None = None
    per_jump: float | None = None
    bar: str = ""
    met: bool | None = None

    def markdown(self) -> str:
        verdict = {None: "", True: "met", False: "**missed**"}[self.met]
        cells = [self.measurement, self.way, self.value, self.spread, _ratio(self.per_ssh), _ratio(self.per_jump), self.bar, verdict]
        return "| " + " | ".join(cells) + " |"


HEADER = """| measurement | on | value | spread | ÷ ssh | ÷ ssh -J | bar | |
|---|---|---|---|---|---|---|---|"""


class Report:
    """Collects rows in the order in which they are measured, and the raw samples behind them."""

    def __init__(self, repository: Path):
        self._repository = repository
        self._rows: list[Row] = []
        self._raw: dict[str, object] = {}
        self._begun = datetime.datetime.now(datetime.timezone.utc)
        self._load_at_start = os.getloadavg()[0]

    def add(self, row: Row) -> None:
        self._rows.append(row)

    def keep(self, name: str, samples: object) -> None:
        self._raw[name] = samples

    def markdown(self) -> str:
        rows = "\n".join(row.markdown() for row in self._rows)
        return f"{self._machine()}\n\n{HEADER}\n{rows}\n"

    def write(self, directory: Path) -> Path:
        """Writes <date>-<commit>.md and, beside it, the samples as .json; returns the former."""
        directory.mkdir(exist_ok=True)
        stem = f"{self._begun:%Y%m%d-%H%M%S}-{self._commit()}"
        (directory / f"{stem}.json").write_text(json.dumps(self._raw))
        path = directory / f"{stem}.md"
        path.write_text(self.markdown())
        return path

    def _machine(self) -> str:
        model = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "unknown CPU")
        memory = int(next(line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal"))) // (1 << 20)
        system = next((line.split("=")[1].strip('"') for line in _lines("/etc/os-release") if line.startswith("PRETTY_NAME")), "Linux")
        load = f"{self._load_at_start:.1f} at the start, {os.getloadavg()[0]:.1f} at the end"
        return (
            f"{self._begun:%Y-%m-%d %H:%M} UTC, commit {self._commit()}. {os.cpu_count()} × {model}, {memory} GiB, {system}, "
            f"Linux {platform.release()}. Load average {load}."
        )

    def _commit(self) -> str:
        git = ["git", "-C", str(self._repository)]
        commit = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
        changed = subprocess.run([*git, "status", "--porcelain", "-uno"], capture_output=True, text=True).stdout
        return (commit or "unknown") + ("-changed" if changed else "")


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines()


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
