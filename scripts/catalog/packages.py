"""Packages from PyPI that carry facts about AWS, read as zip files: nothing in them is imported or run."""

import gzip
import json
import zipfile
from pathlib import Path


class Refused(Exception):
    """Why the tables cannot be refreshed, in a sentence."""


class Package:
    """A wheel."""

    def __init__(self, folder, name):
        found = sorted(Path(folder).glob(name.replace("-", "_") + "-*.whl"))
        if len(found) != 1:
            raise Refused(f"{len(found)} wheels of {name} were downloaded where one was expected.")
        self.name = name
        self.version = found[0].name.split("-")[1]
        self._zip = zipfile.ZipFile(found[0])

    @property
    def date(self):
        """The day on which the wheel was made."""
        about = next(i for i in self._zip.infolist() if i.filename.endswith(".dist-info/METADATA"))
        return "{:04}-{:02}-{:02}".format(*about.date_time[:3])

    def names(self, folder):
        """The JSON files in a folder, without the folder and their endings."""
        inside = (n[len(folder):] for n in self._zip.namelist() if n.startswith(folder))
        return sorted(n.removesuffix(".gz").removesuffix(".json") for n in inside if n and "/" not in n)

    def json(self, path):
        """A JSON file, compressed or not."""
        try:
            data = self._zip.read(path)
        except KeyError:
            raise Refused(f"{self.name} {self.version} has no {path}: it has changed its form.") from None
        return json.loads(gzip.decompress(data) if path.endswith(".gz") else data)
