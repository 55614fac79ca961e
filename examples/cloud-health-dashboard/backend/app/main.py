"""The API of the Cloud Health Dashboard."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.config import Settings, read_settings
from app.routes import auth, health, targets
from app.services.watcher import Watcher

VERSION = "1.0.0"


@contextlib.asynccontextmanager
async def watching(app: FastAPI) -> AsyncIterator[None]:
    task = asyncio.create_task(app.state.watcher.run())
    yield
    task.cancel()


def create_app(settings: Settings) -> FastAPI:
    logging.basicConfig(level=settings.log_level)
    app = FastAPI(title="Cloud Health Dashboard", version=VERSION, debug=settings.debug, lifespan=watching)
    app.state.settings = settings
    app.state.watcher = Watcher(settings)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["authorization", "content-type"],
    )
    for router in (health.router, auth.router, targets.router):
        app.include_router(router)
    return app


def __getattr__(name: str) -> FastAPI:
    """`app.main:app`, made when a server asks for it: importing the module needs no secrets."""
    if name == "app":
        return create_app(read_settings())
    raise AttributeError(name)
