"""Who may ask: passwords and signed tokens."""

import hmac

import jwt

LIFETIME_SECONDS = 3600
ALGORITHM = "HS256"


def is_password(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())


def make_token(subject: str, secret: str, now: float) -> str:
    return jwt.encode({"sub": subject, "iat": int(now), "exp": int(now) + LIFETIME_SECONDS}, secret, ALGORITHM)


def subject_of(token: str, secret: str) -> str | None:
    """None for a token that is not ours, or is too old."""
    try:
        return jwt.decode(token, secret, algorithms=[ALGORITHM]).get("sub")
    except jwt.PyJWTError:
        return None
