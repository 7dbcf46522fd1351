"""The use-cases of the application, one method each: all that the window and the command line may call."""

from workbench.workspace.opening import Workspace, default_folder

__all__ = ["Workspace", "default_folder"]
