"""`python -m sessioncore.cli`."""

import sys

from sessioncore.cli import main

sys.exit(main())
