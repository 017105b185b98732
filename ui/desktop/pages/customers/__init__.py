"""The Customers page: find anyone, and understand one customer at a glance."""
