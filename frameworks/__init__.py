"""What is measured: frameworks, their immutable versions and the pages that show them."""
