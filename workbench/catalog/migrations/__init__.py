"""Alembic's migrations, inside the package so that an installed application can upgrade a catalog."""
