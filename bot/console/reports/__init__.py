"""Cases of fraud and misinformation."""
