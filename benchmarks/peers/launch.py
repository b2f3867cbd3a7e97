"""Runs a command and prints its wall seconds, processor seconds and peak kilobytes.

    python3 -I -S launch.py COMMAND [ARGUMENT ...]

A process of its own, as small as can be: what is started inherits the peak memory of what starts it.
"""

import os
import sys
import time

start = time.monotonic()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
_, status, usage = os.wait4(child, 0)
print(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status) != 0)
