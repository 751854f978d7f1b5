# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""What a process holds, as the kernel counts it."""

import os
from dataclasses import dataclass
from pathlib import Path

KIB = 1024


@dataclass(frozen=True)
class Memory:
    """Bytes. PSS shares a page among its users, so that sums over processes are true; RSS counts it for each."""

    rss: int
    pss: int

    def __add__(self, other: "Memory") -> "Memory":
        return Memory(self.rss + other.rss, self.pss + other.pss)


def of(pid: int) -> Memory:
    fields = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        fields[name] = int(value.split()[0]) * KIB
    return Memory(fields["Rss"], fields["Pss"])


def children(pid: int) -> list[int]:
    """The running processes that it started itself."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int(_stat(int(entry.name))[1])
            except (FileNotFoundError, ProcessLookupError):  # it ended since it was listed
                continue
            if parent == pid:
                found.append(int(entry.name))
    return found


def command_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_text().rstrip("\0").split("\0")


def cpu_seconds(pid: int) -> float:
    """User and system time of the process so far, all threads."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat from the state on: 1 is the parent, 11 and 12 are user and system ticks."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
