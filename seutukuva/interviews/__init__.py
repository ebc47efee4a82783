"""Company interviews as pages show them: counted, protected, never a single firm."""
