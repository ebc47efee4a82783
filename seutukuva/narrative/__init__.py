"""Short, exact texts of figures, by rules: one sentence a figure, a few sentences a theme.

    Väkiluku väheni 1,1 % vuodessa ja oli 8 763; Keski-Suomessa se kasvoi 0,1 %.

Pure: the text follows from the figures given and the definitions, and says nothing that these do
not support. Finnish, Swedish, English and Norwegian Bokmål each have a grammar of their own;
numbers are written by ``formats`` alone.
"""

from seutukuva.narrative.figures import Benchmark, Figure, Trend, newest
from seutukuva.narrative.telling import headline_text, sentence, theme_text

__all__ = ["Benchmark", "Figure", "Trend", "headline_text", "newest", "sentence", "theme_text"]
