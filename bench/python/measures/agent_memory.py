# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""What our agent holds: idle, with one open shell, and for each further one. The shells themselves are not counted."""

import time
from contextlib import ExitStack

from harness import memory
from harness.lab import Lab
from harness.memory import Memory
from harness.report import Report, Row
from harness.stack import Agent
from harness.terminal import PROMPT, Terminal
from harness.ways import CONNECT

FURTHER = 5
MIB = 1 << 20
SETTLE_S = 3.0
ONE_SHELL_LIMIT_MIB = 64
FURTHER_LIMIT_MIB = 2


def measure(lab: Lab, report: Report) -> None:
    connect = next(way for way in lab.ways() if way.name == CONNECT)
    with ExitStack() as shells:
        idle = _settled(lab.agent)
        held = []
        for _ in range(1 + FURTHER):
            terminal = shells.enter_context(Terminal(connect.command(), connect.environment))
            terminal.wait_for(PROMPT)
            held.append(_settled(lab.agent))
    report.keep("agent_memory", [(each.rss, each.pss) for each in [idle, *held]])
    one, all_of_them = held[0], held[-1]
    each_rss, each_pss = ((after - before) / FURTHER / MIB for after, before in ((all_of_them.rss, one.rss), (all_of_them.pss, one.pss)))
    report.add(Row("agent, idle, RSS, MiB", "our agent", _mib(idle.rss), f"PSS {_mib(idle.pss)}"))
    bar, met = f"≤ {ONE_SHELL_LIMIT_MIB} MiB", one.rss <= ONE_SHELL_LIMIT_MIB * MIB
    report.add(Row("agent, one open shell, RSS, MiB", "our agent", _mib(one.rss), f"PSS {_mib(one.pss)}", bar=bar, met=met))
    bar, met = f"≤ {FURTHER_LIMIT_MIB} MiB", each_rss <= FURTHER_LIMIT_MIB
    report.add(
        Row(f"agent, each of {FURTHER} further shells, RSS, MiB", "our agent", f"{each_rss:.2f}", f"PSS {each_pss:.2f}", bar=bar, met=met)
    )


def _settled(agent: Agent) -> Memory:
    """The agent's JVM with the helper processes of its own, shells left out."""
    time.sleep(SETTLE_S)
    return memory.of(agent.pid)


def _mib(value: int) -> str:
    return f"{value / MIB:.1f}"
