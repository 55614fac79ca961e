"""For load balancers: no secrets, no database, no token."""

from fastapi import APIRouter, Request

router = APIRouter()


@router.get("/health")
def health(request: Request) -> dict:
    settings = request.app.state.settings
    return {"status": "ok", "environment": settings.environment, "version": request.app.version}
