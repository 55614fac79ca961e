"""package.py PACKAGES DIST: one archive for each service, with what it shares and what it needs.

The same files give the same archive, byte for byte, so that what is deployed already is known by its digest.
"""

import pathlib
import sys
import zipfile

HERE = pathlib.Path(__file__).parent
EPOCH = (1980, 1, 1, 0, 0, 0)


def files_below(folder):
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def write(archive, files):
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, content)


def main(packages, dist):
    dist.mkdir(exist_ok=True)
    # What pip writes about its own run is not part of a service.
    needed = {name: content for name, content in files_below(packages).items() if ".dist-info/" not in name}
    shared = {f"shop/{name}": content for name, content in files_below(HERE / "shop").items()}
    for service in sorted((HERE / "services").glob("*.py")):
        archive = dist / f"{service.stem.replace('_', '-')}.zip"
        write(archive, {**needed, **shared, service.name: service.read_bytes()})
        print(f"{archive}: {archive.stat().st_size} bytes")


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:3]))
