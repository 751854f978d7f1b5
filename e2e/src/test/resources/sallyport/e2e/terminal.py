# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a program on a pseudo terminal, as a person would: types, waits, resizes, and reports.

usage: terminal.py ROWS COLUMNS PROGRAM [ARGUMENT ...]

Reads one JSON step a line from standard input and answers each with one JSON line:
  {"expect": "regex", "seconds": 10}    wait for the pattern in the output not consumed so far; answers {"match": [groups], "before": text}
  {"send": "text"}                      types the text (JSON escapes make control characters)
  {"resize": [rows, columns]}           resizes the terminal, as a window manager does
  {"hash": bytes, "seconds": 60}        takes exactly so many bytes of output; answers {"sha256": hex}
  {"wait": true, "seconds": 10}         waits for the end of the program; answers {"exit": status, "rest": text}
A step that fails answers {"error": why, "output": what was shown}, and the run ends with status 1.
"""
import fcntl
import hashlib
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time


def resize(fd, rows, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class Terminal:
    def __init__(self, rows, columns, argv):
        self.output = bytearray()
        self.ended = False
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            try:
                os.execvp(argv[0], argv)
            except OSError as e:
                print(e)
                os._exit(127)
        resize(self.fd, rows, columns)

    def fill(self, until):
        """Reads what there is; False when the program's terminal is gone or the time is up."""
        ready, _, _ = select.select([self.fd], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        if not data:
            self.ended = True
            return False
        self.output += data
        return True

    def expect(self, pattern, seconds):
        compiled = re.compile(pattern.encode(), re.S)
        until = time.monotonic() + seconds
        while True:
            match = compiled.search(self.output)
            if match:
                before = bytes(self.output[: match.start()])
                groups = [group.decode(errors="replace") if group is not None else None for group in match.groups()]
                del self.output[: match.end()]
                return {"match": groups, "before": before.decode(errors="replace")}
            if not self.fill(until):
                raise TimeoutError("%r did not appear within %s s%s" % (pattern, seconds, ", the program ended" if self.ended else ""))

    def send(self, text):
        data = text.encode()
        while data:
            data = data[os.write(self.fd, data):]
        return {}

    def hash(self, count, seconds):
        until = time.monotonic() + seconds
        digest = hashlib.sha256()
        while count:
            if not self.output and not self.fill(until):
                raise TimeoutError("%d bytes are missing" % count)
            piece = self.output[:count]
            digest.update(piece)
            count -= len(piece)
            del self.output[: len(piece)]
        return {"sha256": digest.hexdigest()}

    def wait(self, seconds):
        until = time.monotonic() + seconds
        while self.fill(until):
            pass
        while time.monotonic() < until:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return {"exit": os.waitstatus_to_exitcode(status), "rest": self.output.decode(errors="replace")}
            time.sleep(0.02)
        raise TimeoutError("the program did not end within %s s" % seconds)

    def kill(self):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


def main():
    terminal = Terminal(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
    try:
        for line in sys.stdin:
            step = json.loads(line)
            try:
                if "expect" in step:
                    answer = terminal.expect(step["expect"], step.get("seconds", 20))
                elif "send" in step:
                    answer = terminal.send(step["send"])
                elif "resize" in step:
                    resize(terminal.fd, *step["resize"])
                    answer = {}
                elif "hash" in step:
                    answer = terminal.hash(step["hash"], step.get("seconds", 60))
                else:
                    answer = terminal.wait(step.get("seconds", 20))
            except (TimeoutError, OSError) as e:
                shown = terminal.output.decode(errors="replace")
                print(json.dumps({"error": str(e), "output": shown[-4000:]}), flush=True)
                sys.exit(1)
            print(json.dumps(answer), flush=True)
    finally:
        terminal.kill()


main()
