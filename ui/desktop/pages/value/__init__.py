"""The Value page: what customers earn and cost, and where the profit really comes from."""
