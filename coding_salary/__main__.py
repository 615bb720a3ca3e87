"""The entry point of `salary` and of `python -m coding_salary`.

The collector is off from before the first import: a run is too short to need it, and starting
takes a fifth less time. `batch`-like work that lasts must turn it on again.
"""

import gc
import sys


def main() -> None:
    """Run the command line and exit with its code: the short way, or else Typer's."""
    gc.disable()
    try:
        from coding_salary.cli.fast import answered

        code = answered(sys.argv[1:])
        if code is None:
            from coding_salary.cli.app import main as run

            code = run()
    except KeyboardInterrupt:
        code = 130
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
