"""Permissions that hold for the tests even where they are run as root."""

import ctypes
import os

SET_BOUNDS = 24
"""PR_CAPBSET_DROP of prctl(2)."""
OVERRIDES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of capabilities(7): what lets root read and write everything."""


def bound() -> None:
    """Give up what lets root pass over permissions; to be called in a process before it starts a program."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in OVERRIDES:
            if libc.prctl(SET_BOUNDS, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "permissions of root cannot be given up here")
