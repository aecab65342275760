"""`python -m smartindustry.probe`: the container's health check, without curl in the image."""

import os
import sys
import urllib.error
import urllib.request


def main() -> int:
    """0 when /healthz answers 200. The Host header is one that ALLOWED_HOSTS knows."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    request = urllib.request.Request("http://127.0.0.1:8000/healthz", headers={"Host": host})  # noqa: S310 -- own address
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310 -- own address
            return 0 if answer.status == 200 else 1
    except (urllib.error.URLError, TimeoutError):
        return 1


if __name__ == "__main__":
    sys.exit(main())
