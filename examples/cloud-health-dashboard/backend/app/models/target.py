"""What is known of one thing that is watched."""

from collections import deque
from dataclasses import dataclass, field

HISTORY = 300


@dataclass(frozen=True)
class Check:
    at: float
    healthy: bool
    latency_ms: float
    detail: str = ""


@dataclass
class Target:
    name: str
    url: str
    checks: deque[Check] = field(default_factory=lambda: deque(maxlen=HISTORY))

    def summary(self) -> dict:
        last = self.checks[-1] if self.checks else None
        good = sum(1 for check in self.checks if check.healthy)
        return {
            "name": self.name,
            "url": self.url,
            "status": "unknown" if last is None else "healthy" if last.healthy else "unhealthy",
            "latencyMs": None if last is None else round(last.latency_ms, 1),
            "detail": "" if last is None else last.detail,
            "availability": None if not self.checks else round(100 * good / len(self.checks), 2),
        }

    def history(self) -> list[dict]:
        return [
            {"at": check.at, "healthy": check.healthy, "latencyMs": round(check.latency_ms, 1)}
            for check in self.checks
        ]
