"""The health of what is watched."""

from fastapi import APIRouter, Depends, HTTPException, Request

from app.routes.auth import signed_in

router = APIRouter(prefix="/api/targets", dependencies=[Depends(signed_in)])


@router.get("")
def targets(request: Request) -> list[dict]:
    return [target.summary() for target in request.app.state.watcher.targets.values()]


@router.get("/{name}/history")
def history(name: str, request: Request) -> list[dict]:
    target = request.app.state.watcher.targets.get(name)
    if target is None:
        raise HTTPException(404, f"Nothing named {name} is watched")
    return target.history()
