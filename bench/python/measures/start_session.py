# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""StartSession calls a second with the durable audit log, and how many fsyncs each of them shares."""

import json
import shutil
import subprocess
from pathlib import Path

from harness.fleet import Fleet, address, administrator
from harness.lab import Lab
from harness.report import Report, Row
from harness.stack import Server

CALLERS = 64
SECONDS = 20
NODES = 20
LEAST_PER_S = 200


def measure(lab: Lab, report: Report) -> None:
    with Server(lab.repository, lab.directory / "load_server") as server, Fleet(lab, server, NODES) as fleet:
        plain = _load(lab, server, fleet)
    report.keep("start_session", plain)
    rate = plain["sessions"] / plain["seconds"]
    on = f"{CALLERS} connections"
    report.add(Row("StartSession/s, HTTPS, durable audit", on, f"{rate:.0f}", bar=f"≥ {LEAST_PER_S}/s", met=rate >= LEAST_PER_S))
    report.add(Row("StartSession, ms, p50", on, f"{plain['p50']:.1f}", f"p99 {plain['p99']:.1f}"))
    if shutil.which("strace"):
        _count_syncs(lab, report)


def _count_syncs(lab: Lab, report: Report) -> None:
    """The same once more under strace, which stops the server at fsync and fdatasync only."""
    trace = lab.directory / "syncs"
    calls = "trace=fsync,fdatasync"
    # -D: the server stays our child. -y: each line names the file.
    strace = ("strace", "-D", "-f", "-qq", "-y", "--seccomp-bpf", "-e", calls, "-e", "signal=none", "-o", str(trace))
    directory = lab.directory / "traced_server"
    with Server(lab.repository, directory, prefix=strace) as server, Fleet(lab, server, NODES) as fleet:
        before = _syncs(trace)
        traced = _load(lab, server, fleet)
        after = _syncs(trace)
    for name in sorted(after):
        each = (after[name] - before.get(name, 0)) / traced["withWarmUp"]
        rate = traced["sessions"] / traced["seconds"]
        report.add(Row("fsyncs per StartSession", name, f"{each:.2f}", f"at {rate:.0f}/s under strace"))


def _syncs(trace: Path) -> dict[str, int]:
    """Finished calls by file name, such as '<pid> fdatasync(7</data/ledger/audit>) = 0'."""
    counts: dict[str, int] = {}
    for line in trace.read_text(errors="replace").splitlines():
        if "sync(" in line and "<" in line:
            name = line.partition("<")[2].partition(">")[0].rpartition("/")[2]
            counts[name] = counts.get(name, 0) + 1
    return counts


def _load(lab: Lab, server: Server, fleet: Fleet) -> dict:
    arguments = [*address(server), str(CALLERS), str(SECONDS), *fleet.nodes]
    command = lab.java("sallyport.bench.load.StartSessionLoad", *arguments)
    run = subprocess.run(command, env=administrator(server), stdout=subprocess.PIPE, text=True, check=True, timeout=SECONDS * 10)
    result = json.loads(run.stdout)
    if result["refused"]:
        raise RuntimeError(f"{result['refused']} calls were refused, the last with {result['refusal']}")
    return result
