"""The README's Python code runs and prints what it says, and what it points at exists."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = ["README.md", "docs/how-it-works.md", "docs/differences.md", "docs/checkpoints.md", "docs/training.md",
             "docs/adding-an-operator.md"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_code_of_a_document_prints_what_it_says(document):
    command = [sys.executable, "-m", "mindshim", "verify", document]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert " ok" in run.stdout


@pytest.mark.parametrize("document", [*DOCUMENTS, "docs/performance.md", "examples/autograd.md"])
def test_links_between_documents_lead_somewhere(document):
    text = (ROOT / document).read_text()
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    assert [link for link in links if not ((ROOT / document).parent / link).exists()] == []


def test_the_readmes_commands_name_what_there_is():
    text = (ROOT / "README.md").read_text()
    extras = re.findall(r"'\.\[(\w+)\]'", text)
    project = (ROOT / "pyproject.toml").read_text()
    assert extras and all(re.search(rf"^{extra} = \[", project, re.MULTILINE) for extra in extras)
    paths = re.findall(r"(?<![/\w])(?:tests|examples|mindshim)/[\w/]+(?:\.\w+)?", text)
    assert paths and [path for path in paths if not (ROOT / path).exists()] == []
