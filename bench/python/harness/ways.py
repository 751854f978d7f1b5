# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""The ways to a shell on the other side that are compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

SSH = "ssh"
JUMP = "ssh -J"
CONNECT = "sallyport connect"
AWS = "aws + our plugin"
PLUGIN = "our plugin alone"
OFFICIAL = "official plugin alone"
LOCAL = "local pty"


@dataclass(frozen=True)
class Way:
    """
    Attributes:
        name: as it stands in the table
        command: gives the command line; called before the clock starts, so what it does is not measured
        environment: of the command; None for that of the harness
    """

    name: str
    command: Callable[[], list[str]]
    environment: Mapping[str, str] | None = field(default=None, repr=False)
