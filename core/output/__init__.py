"""What leaves the program: the workbook, the list of customers, the JSON contract."""
