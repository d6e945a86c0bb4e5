#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads all files below folders (or files) from their medium: asks the system to forget what it holds of them, then reads.

    cold.py PATH...

Files must have been flushed before (`sync -f`): what is not written yet cannot be forgotten.
"""

import os
import sys

PIECE = 1 << 20


def files(path):
    if os.path.isfile(path):
        yield path
    for folder, _, names in os.walk(path):
        for name in sorted(names):
            yield os.path.join(folder, name)


paths = [file for path in sys.argv[1:] for file in files(path)]
for path in paths:
    with open(path, "rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
for path in paths:
    with open(path, "rb", buffering=0) as file:
        while file.read(PIECE):
            pass
