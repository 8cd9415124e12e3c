"""Does a page in the browser break a rule of WCAG 2.2 A or AA that a machine can check?"""

from __future__ import annotations

from pathlib import Path

from selenium.webdriver.remote.webdriver import WebDriver

_AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """
const done = arguments[arguments.length - 1];
const line = (rule) => rule.id + ": " + rule.nodes.map((node) => node.target.join(" ")).join(", ");
axe.run(document, {runOnly: arguments[0]}).then(
  (result) => done(result.violations.map(line)),
  (error) => done([String(error)]),
);
"""


def violations(driver: WebDriver) -> list[str]:
    """Check the page that the browser shows.

    Args:
        driver: A browser on a loaded page.

    Returns:
        One line a broken rule: its name and the elements; empty when none is broken.

    Raises:
        FileNotFoundError: axe-core is not there; ``make test`` installs it.
    """
    driver.execute_script(_AXE.read_text(encoding="utf-8"))
    return driver.execute_async_script(_RUN, _TAGS)
