"""What it costs: start, time and memory as texts grow, many documents, the desk."""
