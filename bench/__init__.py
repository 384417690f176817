"""The measurements: `make bench`, or `python -m bench --help`. docs/benchmarks.md says what is measured and how."""
