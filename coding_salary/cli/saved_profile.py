"""The profile that a user keeps: the answers that every command about one person starts from."""

import os
from collections.abc import Mapping
from typing import Any

from coding_salary.reading.errors import Problem, ProfileError

VARIABLE = "SALARY_PROFILE"
# What the flags of a command say of it: the name under which the file in use is kept beside them.
SAVED = "saved_profile"
WAY_OUT = "(in your saved profile: salary profile edit mends it, --no-profile leaves it out)"


def saved_path() -> str:
    """Return where the profile is kept, there or not; raises ProfileError where no folder is known."""
    if named := os.environ.get(VARIABLE):
        return named
    folder = _folder()
    if folder is None:
        raise ProfileError([Problem(f"no home folder is known: set {VARIABLE} to the file for the profile")])
    return os.path.join(folder, "salary", "profile.yaml")


def saved_profile(flags: Mapping[str, Any]) -> str | None:
    """Return the saved profile that a command starts from, None where none is there or is wanted.

    A file that SALARY_PROFILE names is wanted even if it is not there, which is then said.
    """
    if flags["profile"] or flags["no_profile"] or flags["ask"]:
        return None
    if named := os.environ.get(VARIABLE):
        return named
    if _folder() is None:
        return None
    path = saved_path()
    return path if os.path.exists(path) else None


def with_way_out(error: ProfileError, saved: str | None) -> ProfileError:
    """Return an error whose problems in the saved profile say how to do without it."""
    return ProfileError(
        problem._replace(message=f"{problem.message} {WAY_OUT}")
        if saved and problem.mark and problem.mark.path == saved
        else problem
        for problem in error.problems
    )


def _folder() -> str | None:
    """Return the folder of the user's settings, as other programs of the command line choose it."""
    asked = os.environ.get("XDG_CONFIG_HOME", "")
    if os.path.isabs(asked):
        return asked
    if os.name == "nt":
        return os.environ.get("APPDATA") or None
    home = os.environ.get("HOME")
    return os.path.join(home, ".config") if home else None
