"""Mods: folders of HCL files with the queries, controls and benchmarks that Steelyard runs."""

from steelyard.mods.diagnostics import ModError, Problem
from steelyard.mods.resources import (
    Benchmark,
    Block,
    Control,
    Generic,
    Location,
    Mod,
    Param,
    Query,
    Requirement,
    Resource,
    Variable,
    With,
)
from steelyard.mods.values import Runtime
from steelyard.mods.workspace import Workspace, load_workspace

__all__ = [
    "Benchmark",
    "Block",
    "Control",
    "Generic",
    "Location",
    "Mod",
    "ModError",
    "Param",
    "Problem",
    "Query",
    "Requirement",
    "Resource",
    "Runtime",
    "Variable",
    "With",
    "Workspace",
    "load_workspace",
]
