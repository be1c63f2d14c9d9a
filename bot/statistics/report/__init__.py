"""The periodic report that an agency owes: the figures of pages as a letter (DOCX) and a workbook (XLSX)."""
