"""The command line: flags in, one call, one result out."""
