"""What the bot does with what comes in: a file a concern, handlers that take apart, ask, put together."""
