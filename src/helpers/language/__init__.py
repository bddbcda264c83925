"""Words and digits: how periods, amounts and line items are written. Knows no file and no filing."""
