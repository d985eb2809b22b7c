"""Measures of speed, memory and size; run by hand with bench/run, never among the tests."""
