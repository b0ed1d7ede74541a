"""`python -m codegen check [PATH...]`."""

import sys

from .cli import main

sys.exit(main(sys.argv[1:]))
