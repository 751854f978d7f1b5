# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""An idle server's memory and processor time with many connected agents."""

import subprocess
import time
from pathlib import Path

from harness import memory
from harness.fleet import Fleet
from harness.lab import Lab
from harness.memory import Memory
from harness.report import Report, Row
from harness.stack import Server

MIB = 1 << 20
SETTLE_S = 30
CPU_WINDOW_S = 20
GOAL_AGENTS = 10_000
GOAL_MIB = 1024


def measure(lab: Lab, report: Report) -> None:
    size = lab.options.agents
    with Server(lab.repository, lab.directory / "fleet_server") as server:
        time.sleep(SETTLE_S / 3)
        before = memory.of(server.pid)
        heap_before = _live_heap(lab, server)
        with Fleet(lab, server, size) as fleet:
            time.sleep(SETTLE_S)
            after = memory.of(server.pid)
            cpu = memory.cpu_seconds(server.pid)
            time.sleep(CPU_WINDOW_S)
            cpu = (memory.cpu_seconds(server.pid) - cpu) / CPU_WINDOW_S
            heap_after = _live_heap(lab, server)
            collected = memory.of(server.pid)
    if fleet.lost:
        raise RuntimeError(f"{fleet.lost} of {size} agents lost their connection")
    report.keep("fleet", {"agents": size, "before": vars(before), "after": vars(after), "collected": vars(collected), "cpu": cpu})
    on = f"{size} agents"
    _add(report, "server, idle, RSS, MiB", "no agent", before)
    bar, met = (f"≤ {GOAL_MIB} MiB", after.rss <= GOAL_MIB * MIB) if size == GOAL_AGENTS else ("", None)
    _add(report, "server, idle, RSS, MiB", on, after, bar, met)
    _add(report, "the same after a full collection, RSS, MiB", on, collected)
    per_agent = (after.rss - before.rss) / size / 1024
    live = (heap_after - heap_before) / size / 1024
    report.add(Row("server, per idle agent, RSS, KiB", on, f"{per_agent:.1f}", f"{live:.1f} of it live on the heap"))
    report.add(Row("server, idle, processor time, % of one core", on, f"{cpu * 100:.1f}"))
    report.add(Row("registering and connecting, agents/s", on, f"{size / fleet.seconds:.0f}"))


def _add(report: Report, measurement: str, on: str, held: Memory, bar: str = "", met: bool | None = None) -> None:
    report.add(Row(measurement, on, f"{held.rss / MIB:.1f}", f"PSS {held.pss / MIB:.1f}", bar=bar, met=met))


def _live_heap(lab: Lab, server: Server) -> int:
    """Bytes that a full collection leaves; jcmd prints a line such as 'garbage-first heap   total reserved …, used 12345K'."""
    jcmd = str(Path(lab.java_home) / "bin" / "jcmd")
    subprocess.run([jcmd, str(server.pid), "GC.run"], check=True, capture_output=True)
    text = subprocess.run([jcmd, str(server.pid), "GC.heap_info"], check=True, capture_output=True, text=True).stdout
    heap = next(line for line in text.splitlines() if " used " in line)
    return int(heap.partition(" used ")[2].split("K")[0]) * 1024
