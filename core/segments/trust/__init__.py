"""How far groups can be relied on, and which way of dividing suits the customers best."""
