import pytest

from app.config import read_settings

SECRETS = {"JWT_SECRET_KEY": "k" * 40, "ADMIN_PASSWORD": "p"}


def test_names_of_the_environment_become_settings():
    settings = read_settings({
        **SECRETS,
        "ENVIRONMENT": "production",
        "DEBUG": "false",
        "CORS_ORIGINS": "https://a.example,https://b.example",
        "WATCHED_URLS": '{"api": "http://127.0.0.1:1/health"}',
    })
    assert settings.environment == "production"
    assert settings.debug is False
    assert settings.cors_origins == ["https://a.example", "https://b.example"]
    assert settings.watched == {"api": "http://127.0.0.1:1/health"}


@pytest.mark.parametrize("missing", sorted(SECRETS))
def test_without_a_secret_nothing_starts(missing):
    with pytest.raises(ValueError, match=missing):
        read_settings({name: value for name, value in SECRETS.items() if name != missing})
