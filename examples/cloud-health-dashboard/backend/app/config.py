"""Settings, by the names that the environment has them under."""

import json
import os
from dataclasses import dataclass, field


def _flag(value: str) -> bool:
    return value.strip().lower() in {"1", "true", "yes"}


def _watched(value: str) -> dict[str, str]:
    """Names and addresses, as a JSON object."""
    return {str(name): str(url) for name, url in json.loads(value or "{}").items()}


@dataclass(frozen=True)
class Settings:
    environment: str = "development"
    debug: bool = False
    log_level: str = "INFO"
    jwt_secret_key: str = ""
    admin_password: str = ""
    frontend_url: str = ""
    cors_origins: list[str] = field(default_factory=list)
    watched: dict[str, str] = field(default_factory=dict)
    watch_interval_seconds: float = 2.0
    slipway_api_url: str = ""
    slipway_api_token: str = ""


def read_settings(environ: dict[str, str] | None = None) -> Settings:
    """Raises ValueError when a secret is missing: without one anybody could sign a token."""
    env = dict(os.environ if environ is None else environ)
    for name in ("JWT_SECRET_KEY", "ADMIN_PASSWORD"):
        if not env.get(name):
            raise ValueError(f"{name} is not set")
    return Settings(
        environment=env.get("ENVIRONMENT", "development"),
        debug=_flag(env.get("DEBUG", "false")),
        log_level=env.get("LOG_LEVEL", "INFO"),
        jwt_secret_key=env["JWT_SECRET_KEY"],
        admin_password=env["ADMIN_PASSWORD"],
        frontend_url=env.get("FRONTEND_URL", ""),
        cors_origins=[origin for origin in env.get("CORS_ORIGINS", "").split(",") if origin],
        watched=_watched(env.get("WATCHED_URLS", "")),
        watch_interval_seconds=float(env.get("WATCH_INTERVAL_SECONDS", "2")),
        slipway_api_url=env.get("SLIPWAY_API_URL", "").rstrip("/"),
        slipway_api_token=env.get("SLIPWAY_API_TOKEN", ""),
    )
