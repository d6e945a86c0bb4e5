#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a command and writes its peak resident memory, in MiB, to a file: peak.py FILE COMMAND...

Ends with the command's status.
"""

import resource
import subprocess
import sys

status = subprocess.run(sys.argv[2:]).returncode
with open(sys.argv[1], "w", encoding="ascii") as peak:
    peak.write(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024}\n")
sys.exit(status)
