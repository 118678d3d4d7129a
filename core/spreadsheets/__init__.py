"""Spreadsheets in and out: CSV and XLSX as people really have them."""
