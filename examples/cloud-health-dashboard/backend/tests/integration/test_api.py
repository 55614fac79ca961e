import asyncio

import httpx
import pytest
from fastapi.testclient import TestClient

from app.config import Settings
from app.main import create_app
from app.services.watcher import Watcher

SETTINGS = Settings(
    environment="test",
    jwt_secret_key="a secret that is long enough for a signature",
    admin_password="open sesame",
    cors_origins=["https://site.example"],
    watched={"api": "http://api.example/health", "gone": "http://gone.example/"},
)


def answer(request: httpx.Request) -> httpx.Response:
    if request.url.host == "gone.example":
        raise httpx.ConnectError("refused")
    if request.url.path == "/api/v1/targets":
        return httpx.Response(200, json={
            "fleets": [{"hosts": [{"instanceId": "i-1", "url": "http://host.example/"}, {"instanceId": "i-2"}]}],
            "sites": [{"distributions": [{"name": "site", "url": "http://edge.example/"}]}],
        })
    return httpx.Response(200)


def watcher(settings: Settings) -> Watcher:
    return Watcher(settings, httpx.AsyncClient(transport=httpx.MockTransport(answer)))


@pytest.fixture
def client():
    app = create_app(SETTINGS)
    app.state.watcher = watcher(SETTINGS)
    asyncio.run(app.state.watcher.look())
    return TestClient(app)


def sign_in(client: TestClient) -> dict:
    token = client.post("/api/auth/login", json={"username": "admin", "password": "open sesame"}).json()["token"]
    return {"authorization": f"Bearer {token}"}


def test_health_needs_no_token(client):
    assert client.get("/health").json() == {"status": "ok", "environment": "test", "version": "1.0.0"}


def test_a_wrong_password_and_no_token_get_401(client):
    wrong = client.post("/api/auth/login", json={"username": "admin", "password": "guess"})
    assert wrong.status_code == 401
    assert client.get("/api/targets").status_code == 401
    assert client.get("/api/targets", headers={"authorization": "Bearer x"}).status_code == 401


def test_whoever_is_signed_in_sees_what_is_watched(client):
    found = client.get("/api/targets", headers=sign_in(client)).json()
    assert {target["name"]: target["status"] for target in found} == {"api": "healthy", "gone": "unhealthy"}
    history = client.get("/api/targets/gone/history", headers=sign_in(client)).json()
    assert [check["healthy"] for check in history] == [False]
    assert client.get("/api/targets/other/history", headers=sign_in(client)).status_code == 404


def test_what_a_slipway_server_has_deployed_is_watched_too():
    settings = Settings(slipway_api_url="http://slipway.example", slipway_api_token="t")
    watching = watcher(settings)
    asyncio.run(watching.look())
    assert sorted(watching.targets) == ["i-1", "site"]


def test_only_the_site_may_ask_from_a_browser(client):
    def allowed(origin: str) -> str | None:
        return client.get("/health", headers={"origin": origin}).headers.get("access-control-allow-origin")

    assert allowed("https://site.example") == "https://site.example"
    assert allowed("https://elsewhere.example") is None
