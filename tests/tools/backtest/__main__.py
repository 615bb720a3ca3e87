"""Write the back-test anew: the page beside this file, and what the help topic and the README quote from it.

python tests/tools/backtest
"""

from page import PAGE, README, TOPIC, page, readme, topic

from coding_salary.table.load import default_path, load

bands = load(default_path())
PAGE.write_text(page(bands), encoding="utf-8")
TOPIC.write_text(topic(bands, TOPIC.read_text(encoding="utf-8")), encoding="utf-8")
README.write_text(readme(bands, README.read_text(encoding="utf-8")), encoding="utf-8")
