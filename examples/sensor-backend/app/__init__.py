"""The backend: takes readings of sensors and gives them back."""
