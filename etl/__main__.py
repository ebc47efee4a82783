"""``python -m etl``: how figures get from the producers to the screen."""

import sys

from etl.cli import main
from seutukuva import logs

# People at a terminal read warnings as they are; a collector of logs reads objects.
if logs.chosen() == "json":
    logs.use()
sys.exit(main())
