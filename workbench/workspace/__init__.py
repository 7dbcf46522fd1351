"""The use-cases of the application, one method each: all that the window and the command line may call."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.workspace.opening import Workspace, default_folder

__all__ = ["Workspace", "default_folder"]


def __getattr__(name: str) -> Any:
    """Import the catalog only when a workspace is opened: the window shows itself before that."""
    if name in __all__:
        from workbench.workspace import opening

        return getattr(opening, name)
    raise AttributeError(name)
