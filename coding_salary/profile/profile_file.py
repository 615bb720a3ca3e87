"""A profile kept in a YAML file: the same answers as the flags, under the same names."""

from coding_salary.profile.answers import AS_OF, CERT, KEYS, Answers, Said, key_of
from coding_salary.reading.errors import Problem, ProfileError, UnreadableError
from coding_salary.reading.nodes import Node
from coding_salary.reading.yaml_file import parse, read_bytes
from coding_salary.table.factors import NO, REMOTE, YES

# What the JSON output calls a key of two words.
AS_IN_JSON = AS_OF.replace("-", "_")
TRUTH = {"true": YES, "false": NO}


def read_answers(path: str) -> Answers:
    """Read the answers in a profile file; raises ProfileError with every problem of its form."""
    problems: list[Problem] = []
    try:
        fields = parse(read_bytes(path), path, problems).fields((), (*KEYS, AS_IN_JSON))
    except UnreadableError as stopped:
        raise ProfileError([stopped.problem]) from None
    if AS_OF in fields and AS_IN_JSON in fields:
        fields[AS_IN_JSON].fault(f"is {AS_OF} in other letters: keep one of them")
    answers = {key_of(key): tuple(_said(key, node)) for key, node in fields.items()}
    if problems:
        raise ProfileError(problems)
    return answers


def _said(key: str, node: Node) -> list[Said]:
    nodes = node.each() if key == CERT and node.items else [node]
    said = [Said(item.text(), item.mark) for item in nodes]
    return (
        [Said(TRUTH.get(item.text.casefold(), item.text), item.mark) for item in said]
        if key == REMOTE
        else said
    )
