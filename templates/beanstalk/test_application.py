import unittest

from application import application


class Health(unittest.TestCase):
    def test_is_answered(self):
        body = application({"PATH_INFO": "/health"}, lambda status, headers: None)
        self.assertEqual(body, [b"ok\n"])


if __name__ == "__main__":
    unittest.main()
