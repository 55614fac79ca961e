from app.models.target import HISTORY, Check, Target


def test_nothing_is_known_before_the_first_check():
    assert Target("api", "http://x").summary()["status"] == "unknown"


def test_the_last_check_decides_and_all_count_for_the_availability():
    target = Target("api", "http://x")
    target.checks.extend([Check(1, True, 2.04), Check(2, False, 3.0, "HTTP 503")])
    assert target.summary() == {
        "name": "api",
        "url": "http://x",
        "status": "unhealthy",
        "latencyMs": 3.0,
        "detail": "HTTP 503",
        "availability": 50.0,
    }
    assert target.history()[0] == {"at": 1, "healthy": True, "latencyMs": 2.0}


def test_old_checks_are_forgotten():
    target = Target("api", "http://x")
    target.checks.extend(Check(at, True, 1) for at in range(HISTORY + 5))
    assert len(target.history()) == HISTORY
