from app.services.security import LIFETIME_SECONDS, is_password, make_token, subject_of
from app.utils.clock import now

SECRET = "a secret that is long enough for a signature"


def test_a_token_names_who_signed_in():
    assert subject_of(make_token("admin", SECRET, now()), SECRET) == "admin"


def test_a_token_of_somebody_else_or_from_long_ago_names_nobody():
    assert subject_of(make_token("admin", SECRET + "?", now()), SECRET) is None
    assert subject_of(make_token("admin", SECRET, now() - LIFETIME_SECONDS - 1), SECRET) is None
    assert subject_of("no token", SECRET) is None


def test_a_password_is_compared_whole():
    assert is_password("right", "right")
    assert not is_password("righ", "right")
