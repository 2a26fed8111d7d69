"""The build: what is rendered, by whom, and how the result takes the published site's place."""

from briefings.engine.build import available_cores, plan_site, write_pages
from briefings.engine.publish import publish
from briefings.engine.settings import Settings

__all__ = ["Settings", "available_cores", "plan_site", "publish", "write_pages"]
