# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""A program on a pseudo-terminal of its own, driven byte by byte and timed with the monotonic clock."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

# The end of a POSIX shell's prompt: "$ " for users, "# " for root, colours and the like may come before it.
PROMPT = re.compile(rb"[#$] $")

READ_BYTES = 1 << 16


class TerminalError(Exception):
    """The program did not do what was waited for; the message ends with the last bytes it wrote."""


class Terminal:
    """
    Lives inside a with statement; leaving it hangs up, as closing a window would, and reaps the program.

    Attributes:
        pid: the program started here
        started_ns: time.monotonic_ns() just before the fork
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None = None, rows: int = 24, cols: int = 80):
        environment = dict(os.environ if environment is None else environment, TERM="xterm-256color")
        self._tail = b""
        self._status: int | None = None
        self.started_ns = time.monotonic_ns()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
                os.execvpe(command[0], list(command), environment)
            except OSError as failure:
                os.write(2, f"{command[0]}: {failure.strerror}\n".encode())
            finally:
                os._exit(127)
        self._poll = select.poll()
        self._poll.register(self._fd, select.POLLIN)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_) -> None:
        os.close(self._fd)
        for sign in (None, signal.SIGTERM, signal.SIGKILL):
            if sign is not None and self._status is None:
                os.kill(self.pid, sign)
            if self._ended_within(2.0):
                return

    def write(self, data: bytes) -> None:
        """Writes all of it; the terminal's buffer takes a few kilobytes without a reader."""
        while data:
            data = data[os.write(self._fd, data) :]

    def read(self, timeout_s: float) -> bytes:
        """The next bytes, b"" when the program has closed its terminal."""
        if not self._poll.poll(timeout_s * 1000):
            raise TerminalError(f"nothing within {timeout_s:.0f} s after {self._tail[-200:]!r}")
        try:
            data = os.read(self._fd, READ_BYTES)
        except OSError:  # Linux answers EIO once the last descriptor of the other side is closed
            return b""
        self._tail = (self._tail + data[-400:])[-400:]
        return data

    def wait_for(self, wanted: re.Pattern[bytes] | bytes, timeout_s: float = 20.0) -> int:
        """Reads until the pattern is in what has arrived since this call; returns the moment, as monotonic nanoseconds."""
        pattern = re.compile(re.escape(wanted)) if isinstance(wanted, bytes) else wanted
        deadline = time.monotonic() + timeout_s
        seen = b""
        while True:
            data = self.read(max(0.0, deadline - time.monotonic()))
            now = time.monotonic_ns()
            if not data:
                raise TerminalError(f"ended while waiting for {pattern.pattern!r}: {self._tail[-200:]!r}")
            seen = (seen + data)[-4096:]
            if pattern.search(seen):
                return now

    def drain(self, quiet_s: float = 0.05) -> None:
        """Reads until nothing has come for a while."""
        while self._poll.poll(quiet_s * 1000):
            if not self.read(0):
                return

    def leave_shell(self) -> None:
        """Says exit and waits for the program's end, reading what it still has to say."""
        self.write(b"exit\r")
        deadline = time.monotonic() + 10.0
        while self.read(max(0.0, deadline - time.monotonic())):
            pass
        if not self._ended_within(5.0):
            raise TerminalError("still running 5 s after its terminal was closed")

    def _ended_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > deadline:
                return False
            else:
                time.sleep(0.005)
        return True
