"""Rows in DuckDB, the ledger of calls, and what is fresh."""

from steelyard.store.database import MEMORY, Failure, Scope, ScopeRecord, Store, StoreError
from steelyard.store.schema import OWN_TABLES

__all__ = ["MEMORY", "OWN_TABLES", "Failure", "Scope", "ScopeRecord", "Store", "StoreError"]
