# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""What the measurements of one run share: the repository, the options, the peers. Peers start when first asked for."""

import argparse
import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

from harness.openssh import OpenSsh
from harness.stack import REGION, Agent, Server
from harness.stats import median
from harness.ways import AWS, CONNECT, JUMP, OFFICIAL, PLUGIN, SSH, Way


class Lab:
    """Lives inside a with statement; leaving it stops every peer."""

    def __init__(self, repository: Path, directory: Path, options: argparse.Namespace):
        self.repository = repository
        self.directory = directory
        self.options = options
        self._peers = ExitStack()

    def __enter__(self) -> "Lab":
        return self

    def __exit__(self, *_) -> None:
        self._peers.close()

    @cached_property
    def ssh(self) -> OpenSsh:
        return self._peers.enter_context(OpenSsh(self.directory / "ssh"))

    @cached_property
    def server(self) -> Server:
        return self._peers.enter_context(Server(self.repository, self.directory / "server"))

    @cached_property
    def agent(self) -> Agent:
        return self._peers.enter_context(Agent(self.repository, self.directory / "agent", self.server))

    def ways(self) -> list[Way]:
        """Each to a login shell of the invoking user, in a terminal."""
        ways = [
            Way(SSH, lambda: self.ssh.direct()),
            Way(JUMP, lambda: self.ssh.jump()),
            Way(CONNECT, lambda: [self._launcher, "connect", self.agent.node], self._environment()),
            Way(AWS, lambda: ["aws", "ssm", "start-session", "--target", self.agent.node], self._environment()),
            Way(PLUGIN, lambda: self._plugin(self._own_plugin), self._environment()),
        ]
        official = self.options.official_plugin
        if official:
            ways.append(Way(OFFICIAL, lambda: self._plugin(official), self._environment()))
        return ways

    def ratio(self, samples: Mapping[str, Sequence[float]], name: str, to: str) -> float | None:
        """The median, over the rounds, of this way's value divided by the other's in the same round."""
        if name == to or to not in samples:
            return None
        return median([mine / theirs for mine, theirs in zip(samples[name], samples[to], strict=True)])

    def java(self, main: str, *arguments: str, options: Sequence[str] = ()) -> list[str]:
        """The command line of a program of this module; builds the module first."""
        return [*self._java, *options, main, *arguments]

    @cached_property
    def java_home(self) -> str:
        command = [self._launcher, "java-home"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    @cached_property
    def _java(self) -> list[str]:
        modules = ["-pl", "bench", "-am", "package"]
        build = ["mvn", "-q", "-B", "-Dfast", "-P", "!format", "-Dmaven.test.skip=true", *modules]
        subprocess.run(build, cwd=self.repository, env=dict(os.environ, JAVA_HOME=self.java_home), check=True)
        target = self.repository / "bench" / "target"
        # A copy: a later build must not pull the jars from under a running program.
        copy = self.directory / "lib"
        shutil.copytree(target / "lib", copy)
        for jar in target.glob("bench-*.jar"):
            shutil.copy(jar, copy)
        return [f"{self.java_home}/bin/java", "-cp", f"{copy}/*"]

    @property
    def _launcher(self) -> str:
        return str(self.repository / "sallyport")

    @property
    def _own_plugin(self) -> str:
        return str(self.repository / "bin" / "session-manager-plugin")

    def _environment(self) -> dict[str, str]:
        """What `sallyport demo` prints, for this lab's server."""
        account = self.server.account
        variables = {
            "AWS_ENDPOINT_URL": self.server.endpoint,
            "AWS_CA_BUNDLE": str(self.server.ca_file),
            "SSL_CERT_FILE": str(self.server.ca_file),
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": account.access_key_id,
            "AWS_SECRET_ACCESS_KEY": account.secret_access_key,
            "PATH": f"{Path(self._own_plugin).parent}:{os.environ['PATH']}",
        }
        return {name: value for name, value in os.environ.items() if not name.startswith("AWS_")} | variables

    def _plugin(self, executable: str) -> list[str]:
        session = json.dumps(self.server.account.ssm("StartSession", Target=self.agent.node))
        request = json.dumps({"Target": self.agent.node})
        return [executable, session, REGION, "StartSession", "", request, self.server.endpoint]
