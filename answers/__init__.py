"""Questions understood and answered from passages; knows nothing of chats, files or networks."""
