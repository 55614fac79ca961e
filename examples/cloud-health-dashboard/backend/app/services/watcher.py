"""Looks at everything that is watched, again and again, and remembers what it saw."""

import asyncio
import contextlib

import httpx

from app.config import Settings
from app.models.target import Check, Target
from app.utils.clock import now

TIMEOUT_SECONDS = 2.0


class Watcher:
    def __init__(self, settings: Settings, client: httpx.AsyncClient | None = None) -> None:
        self._settings = settings
        self._client = client or httpx.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=False)
        self.targets: dict[str, Target] = {
            name: Target(name, url) for name, url in self._own_targets(settings).items()
        }

    @staticmethod
    def _own_targets(settings: Settings) -> dict[str, str]:
        site = {"site": settings.frontend_url} if settings.frontend_url else {}
        return {**settings.watched, **site}

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(self._settings.watch_interval_seconds)

    async def look(self) -> None:
        with contextlib.suppress(httpx.HTTPError, KeyError, ValueError):
            await self._find_targets()
        await asyncio.gather(*(self._check(target) for target in list(self.targets.values())))

    async def _find_targets(self) -> None:
        """What a Slipway server says is deployed: hosts and edges, by their addresses."""
        if not self._settings.slipway_api_url:
            return
        answer = await self._client.get(
            f"{self._settings.slipway_api_url}/api/v1/targets",
            headers={"authorization": f"Bearer {self._settings.slipway_api_token}"},
        )
        answer.raise_for_status()
        found = answer.json()
        hosts = [(host["instanceId"], host.get("url")) for fleet in found["fleets"] for host in fleet["hosts"]]
        edges = [(edge["name"], edge.get("url")) for site in found["sites"] for edge in site["distributions"]]
        for name, url in [*hosts, *edges]:
            if url:
                self.targets.setdefault(name, Target(name, url))

    async def _check(self, target: Target) -> None:
        started = now()
        try:
            response = await self._client.get(target.url)
            healthy, detail = response.status_code < 500, f"HTTP {response.status_code}"
        except httpx.HTTPError as error:
            healthy, detail = False, type(error).__name__
        target.checks.append(Check(started, healthy, (now() - started) * 1000, detail))
