"""Mods that a mod needs: where they come from, which version, and the lock file that keeps both."""
