"""A Dask cluster on this machine, for figures of `jobs: dask` beside local processes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def local_cluster(workers: int) -> Iterator[str]:
    """Run a scheduler and `workers` worker processes of one thread each; yield its address.

    Raises ImportError where the extra `dask` isn't installed.
    """
    from distributed import LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as cluster:
        yield cluster.scheduler_address
