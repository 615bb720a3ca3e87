"""Contents of tables that try to take a reader's time or memory, and what each is answered with."""

HOSTILE = {
    "empty": (b"", "1:1: expected a mapping with schema"),
    "only a comment": (b"# nothing\n", "1:1: expected a mapping with schema"),
    "a list": (b"- a\n", "1:1: expected a mapping with schema"),
    "latin-1": ("schema: 1\nname: caf\xe9\n".encode("latin-1"), "2:10: not UTF-8 text"),
    "utf-16": ("schema: 1".encode("utf-16"), "1:1: not UTF-8 text"),
    "a nul": (b"schema: 1\x00\n", r"1:10: the control character '\x00' is not allowed"),
    "not yaml": (b"a: [b\n", ": not YAML: "),
    "two million bytes": (b"a: " + b"x" * 2_000_000, "1:1: larger than 1 MiB"),
    "nested lists": (b"[" * 100_000, "1:21: nested deeper than 20 levels"),
    "lists nested after other values": (
        b"a: [1, 2]\nb: " + b"[" * 100_000,
        "2:23: nested deeper than 20 levels",
    ),
    "nested sequences": (b"- " * 100_000, "1:41: nested deeper than 20 levels"),
    "nested mappings": (b"{a: " * 100_000, "nested deeper than 20 levels"),
    "nested keys": (b"? " * 100_000, "nested deeper than 20 levels"),
    "many values": (b"[" + b"a," * 400_000 + b"]", "more than 20,000 values"),
    "many keys": (b"".join(b"k%d: 1\n" % n for n in range(60_000)), "more than 20,000 values"),
    "many unknown keys": (b"".join(b"k%d: 1\n" % n for n in range(9_000)), "k499: unknown key"),
    "many directives": (b"%TAG !a! b\n" * 50_000, "1:1: a YAML directive is not allowed"),
    "a long text": (
        b"schema: 2\nversion: " + b"x " * 300_000 + b"\n",
        "version: longer than 1,000 characters",
    ),
    "long names, many problems": (
        b"sources:\n" + b"".join(b"  %s%d: {u: 1}\n" % (b"s" * 60, n) for n in range(4_900)),
        "problems",
    ),
    "billion laughs": (b"a: &a [x,x,x,x,x,x,x,x]\nb: [*a,*a,*a,*a]\n", "1:4: the anchor '&a' is not allowed"),
    "a huge key": (
        b"? " + b"x" * 900_000 + b"\n: [" + b"a," * 9_000 + b"]\n",
        "1:3: a key longer than 200 characters",
    ),
}
