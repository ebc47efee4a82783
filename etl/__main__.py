"""``python -m etl``: how figures get from the producers to the screen."""

import sys

from etl.cli import main

sys.exit(main())
