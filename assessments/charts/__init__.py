"""Charts drawn on the server as plain SVG: pure functions from figures to markup."""
