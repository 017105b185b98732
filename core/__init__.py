"""The analysis: tables in, tables out. No window, no clock, no global state."""
