"""What is shown in chats: styled text, keyboards, replies, lists of documents."""
