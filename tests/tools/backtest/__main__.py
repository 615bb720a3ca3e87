"""Write the back-test anew: the page beside this file, and the summary in the project's README.

python tests/tools/backtest
"""

from page import PAGE, README, page, readme

from coding_salary.table.load import default_path, load

bands = load(default_path())
PAGE.write_text(page(bands), encoding="utf-8")
README.write_text(readme(bands, README.read_text(encoding="utf-8")), encoding="utf-8")
