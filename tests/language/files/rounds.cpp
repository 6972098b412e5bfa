// Host code alone.
int rounds() { return 3; }
