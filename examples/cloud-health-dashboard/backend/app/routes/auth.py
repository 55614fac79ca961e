"""Signing in."""

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from app.services.security import is_password, make_token, subject_of
from app.utils.clock import now

router = APIRouter(prefix="/api/auth")
bearer = HTTPBearer(auto_error=False)


class Credentials(BaseModel):
    username: str
    password: str


@router.post("/login")
def login(credentials: Credentials, request: Request) -> dict:
    settings = request.app.state.settings
    if credentials.username != "admin" or not is_password(credentials.password, settings.admin_password):
        raise HTTPException(401, "The name or the password is wrong")
    return {"token": make_token(credentials.username, settings.jwt_secret_key, now())}


def signed_in(request: Request, given: HTTPAuthorizationCredentials | None = Depends(bearer)) -> str:
    secret = request.app.state.settings.jwt_secret_key
    subject = None if given is None else subject_of(given.credentials, secret)
    if subject is None:
        raise HTTPException(401, "Sign in first")
    return subject
