"""The commands, one file each: `run` is the command, or `commands` those of a group."""

MODULES = {
    "estimate": "estimate",
    "compare": "compare",
    "offer": "offer",
    "raise": "pay_raise",
    "boost": "boost",
    "path": "path",
    "careers": "careers",
    "history": "history",
    "batch": "batch",
    "list": "listing",
    "sources": "sources",
    "bands": "bands",
    "profile": "profile",
    "mcp": "mcp",
    "help": "help",
}
