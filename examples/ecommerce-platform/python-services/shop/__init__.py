"""What the six services share: requests and tokens, and the data lake."""
