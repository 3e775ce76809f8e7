"""Who answers: the bot's own process, or a pool of processes beside it."""
