"""What people do on the desk, each change able to be taken back."""
