"""`python -m envnews`: the command line."""

from __future__ import annotations

from envnews.cli import main

if __name__ == "__main__":
    main()
