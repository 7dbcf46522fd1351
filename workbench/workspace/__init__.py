"""The use-cases of the application, one method each: all that the window and the command line may call."""
