"""What managers read: figures with their definition, the cells they are added up from, and the rows behind them."""
