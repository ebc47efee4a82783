"""Projects: what was planned and what came of it, by pure rules over what the register tells."""
