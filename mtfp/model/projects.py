"""Projects: the work that savings wait for."""

from mtfp.algebra.details import detail
from mtfp.algebra.expressions import Axis
from mtfp.model.owners import owner

PROJECT = Axis("project", "project", "projects")

project_status = detail(
    "Status", per=PROJECT, words=("planned", "under_way", "paused", "finished", "stopped"),
    sentence="Where the project has got to; it changes no figure.",
)  # fmt: skip
project_owner = owner(PROJECT)
