"""How replies leave: guard, rate limits, one retry policy, transport."""
