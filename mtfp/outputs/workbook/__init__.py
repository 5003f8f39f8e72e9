"""The workbook that cabinet reads: live formulas, the engine's figures stored beside them."""
