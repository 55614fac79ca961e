"""Times, in one place, so that tests can bring their own."""

import time


def now() -> float:
    """Seconds since the epoch."""
    return time.time()
