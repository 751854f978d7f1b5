# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""The JMH classes of sallyport.bench.hotpath; takes minutes, so it runs only when asked for by name."""

import json
import shlex
import subprocess

from harness.lab import Lab
from harness.report import Report, Row


def measure(lab: Lab, report: Report) -> None:
    results = lab.directory / "jmh.json"
    arguments = [*shlex.split(lab.options.jmh), "-rf", "json", "-rff", str(results)]
    subprocess.run(lab.java("org.openjdk.jmh.Main", *arguments), stdout=2, check=True)
    measured = json.loads(results.read_text())
    report.keep("jmh", measured)
    for each in measured:
        name = ".".join(each["benchmark"].split(".")[-2:])
        parameters = "".join(f", {key} {value}" for key, value in each.get("params", {}).items())
        metric = each["primaryMetric"]
        value, error = metric["score"], metric["scoreError"]
        report.add(Row(f"{name}{parameters}, {metric['scoreUnit']}", "JMH", _digits(value), f"± {_digits(float(error))}"))


def _digits(value: float) -> str:
    """Three significant digits, without an exponent."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
