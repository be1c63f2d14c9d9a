"""The two-way record: what was asked, what was answered, on which evidence, with which outcome."""
