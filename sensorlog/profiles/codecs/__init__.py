"""Small named decoders for what no table can say."""
