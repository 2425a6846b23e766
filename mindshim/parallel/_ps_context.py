"""Which role this process has with a parameter server: a worker's, as there is none."""

from __future__ import annotations


def _is_role_worker() -> bool:
    return False


def _is_role_pserver() -> bool:
    return False


def _is_role_sched() -> bool:
    return False


def _is_ps_mode() -> bool:
    return False


def _enable_distributed_mindrt() -> bool:
    return False
