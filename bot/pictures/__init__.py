"""Drawing: what the advice room says of a picture becomes a PNG. Without network; its font lies beside it."""
