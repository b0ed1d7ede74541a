"""`python -m codegen check | generate | diagram`."""

import sys

from .cli import main

sys.exit(main(sys.argv[1:]))
