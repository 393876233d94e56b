# SPDX-License-Identifier: GPL-3.0-or-later
"""The rest of the mesh: mesh44-lab in namespace `net`, driven by lines on its standard input."""
import csv
import io
import json
import subprocess

from .network import WAN
from .system import check, end_process, inside, output, wait_until


class Simulator:
    def __init__(self, program, network, mesh_arguments, interval=0):
        self._program = program
        self._network = network
        self._mesh_arguments = [str(word) for word in mesh_arguments]
        self._interval = interval
        self._process = None

    def __enter__(self):
        command = [self._program, "run", "--gateway", WAN, "--interface", "isp0", "--interval", self._interval,
                   *self._mesh_arguments]
        self._process = subprocess.Popen(inside(self._network.net, command), stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True, bufsize=1)
        self.command("stats") # it is up
        return self

    def __exit__(self, *_):
        end_process(self._process)
        self._process.stdin.close()
        self._process.stdout.close()

    def mesh(self):
        """{prefix: endpoint} in the order of announcement, as it was at the start."""
        words = list(self._mesh_arguments)
        if "--pace" in words: # how it is announced is no matter of what it is
            place = words.index("--pace")
            del words[place:place + 2]
        text = output([self._program, "generate", *words])
        return {row["prefix"]: row["endpoint"] for row in csv.DictReader(io.StringIO(text))}

    def command(self, line):
        """The answer as a dictionary; Failed where it says so."""
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"ok":false,"error":"mesh44-lab is gone"}')
        check(answer.pop("ok"), f"mesh44-lab {line}: {answer.get('error', 'nothing done')}")
        return answer

    def burst(self, command="burst"):
        """Announces and returns the statistics once the last packet is out."""
        self.command(command)
        return self.wait_sent()

    def wait_sent(self):
        return wait_until(lambda: self._sent(self.command("stats")), 5, "the burst is sent")

    @staticmethod
    def _sent(stats):
        return stats if stats["burst_pending"] == 0 else None
