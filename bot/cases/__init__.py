"""Reports of fraud and misinformation (tin báo): taken in, receipted."""
