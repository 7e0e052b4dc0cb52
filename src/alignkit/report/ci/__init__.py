"""Findings for machines that gate a change: SARIF, JUnit, GitHub, GitLab."""
