"""Speed and memory as ratios within one run: `python -m bench [name …]`."""

import os

# Pages and store run without a server here, and Streamlit would say so at every step.
os.environ.setdefault("STREAMLIT_LOGGER_LEVEL", "error")
