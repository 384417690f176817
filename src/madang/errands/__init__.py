"""What the house does for those who are out. Nobody waits for an errand, and no errand holds anybody up."""
