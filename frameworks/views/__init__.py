"""The frameworks pages."""
