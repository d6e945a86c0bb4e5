#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the example archives from content.py and faults.py, and the evidence of those in plans.py.

    make.py           writes complete/ and community/, the pools of worked/ and plans/*, and the table of faults in README.md
    make.py --check   writes nothing; names what differs from what it would write, exit status 1

complete/ is an archive without faults, community/ the same one with each fault of faults.py.
Every run gives the same bytes on Debian 12, whatever the zone, the locale and the umask.
Needs: python3, python3-pil, ffmpeg.
"""

import os
import shutil
import sys

sys.dont_write_bytecode = True

import content  # noqa: E402
import faults  # noqa: E402
import formats  # noqa: E402
import plans  # noqa: E402

# File names are bytes throughout: the locale has no say in them.
HERE = os.path.dirname(os.path.abspath(os.fsencode(__file__)))
POOL = "资料"
REGISTER_HEAD = ["文件名", "题名", "文号", "责任者", "日期", "密级", "页数", "备注", "材料", "指标", "也证明的指标"]
RESULT_HEAD = ["指标", "得分", "等级", "问题数", "日期", "检查人", "备注"]
ASSIGNMENT_HEAD = ["指标", "责任人", "电话", "时限", "备注"]
TABLE_BEGIN = "<!-- faults: written by make.py -->\n"
TABLE_END = "<!-- end of faults -->\n"


class Archive:
    """One archive folder in memory, with what is needed to spoil it by name."""

    def __init__(self):
        self.files = {}  # path within the pool → bytes
        self.register = {}  # path within the pool → line of the register
        self.results = {}  # code → line of the results
        self.folders = {}  # code → folder within the pool

    def path(self, code, name):
        return f"{self.folders[code]}/{name}"

    def add(self, path, data, **line):
        """Adds a file, and its line of the register if there are words for it."""
        self.files[path] = data
        if line:
            self.register[path] = {"文件名": path, **line}

    def remove(self, code, name, keep_line=False):
        path = self.path(code, name)
        del self.files[path]
        if not keep_line:
            del self.register[path]

    def replace(self, code, name, data):
        path = self.path(code, name)
        assert path in self.files, path
        self.files[path] = data

    def drop_line(self, code, name):
        del self.register[self.path(code, name)]

    def rename(self, code, old, new):
        self._move(self.path(code, old), self.path(code, new))

    def rename_folder(self, code, title):
        """Gives the last part of a leaf's folder another name."""
        old = self.folders[code]
        new = f"{old.rsplit('/', 1)[0]}/{title}"
        for path in [path for path in self.files if path.startswith(old + "/")]:
            self._move(path, new + path[len(old) :])
        self.folders[code] = new

    def _move(self, old, new):
        self.files[new] = self.files.pop(old)
        self.register[new] = {**self.register.pop(old), "文件名": new}

    def tree(self):
        """Returns everything as path → bytes."""
        tree = {
            "guidang.yaml": content.PROJECT.encode("utf-8"),
            "体系/2026Q4.yaml": index_text().encode("utf-8"),
            "台账.csv": self._register_table(),
            "检查结果.csv": formats.csv([RESULT_HEAD, *self.results.values()]),
            "分工表.csv": formats.csv([ASSIGNMENT_HEAD, *assignments()]),
        }
        tree.update((f"{POOL}/{path}", data) for path, data in self.files.items())
        return tree

    def _register_table(self):
        title = ["秀水社区2026年第四季度文明创建资料台账"] + [""] * (len(REGISTER_HEAD) - 1)
        lines = [[line.get(word, "") for word in REGISTER_HEAD] for _, line in sorted(self.register.items())]
        return formats.csv([title, REGISTER_HEAD, *lines])


def leaves(nodes=content.PROJECTS, above=()):
    """Yields each leaf with the nodes above it."""
    for node in nodes:
        if isinstance(node, content.Leaf):
            yield node, above
        else:
            yield from leaves(node.children, (*above, node))


def index_text():
    return content.INDEX_HEAD + "".join(index_lines(node, "  ") for node in content.PROJECTS)


def index_lines(node, indent):
    """Prints a node of the index and all below it."""
    inner = indent + "  "
    head = f"{indent}- 编号: {node.code}\n{inner}名称: {node.title}\n"
    if isinstance(node, content.Leaf):
        rules = "".join(f"{inner}{line}\n" for line in node.rules.splitlines())
        return f"{head}{inner}分值: {node.points}\n{rules}"
    below = "".join(index_lines(child, inner + "  ") for child in node.children)
    return f"{head}{inner}指标:\n{below}"


def assignments():
    for leaf, _ in leaves():
        person, phone = content.PERSONS[leaf.person]
        yield [leaf.code, person, phone, "", ""]


def complete_archive():
    archive = Archive()
    for leaf, above in leaves():
        names = [f"{node.code} {node.title}" for node in (*above, leaf)]
        archive.folders[leaf.code] = leaf.folder or "/".join(names)
        for file in leaf.files:
            path = file.name if file.top else archive.path(leaf.code, file.name)
            archive.add(path, file_bytes(file, path), **register_line(file, leaf))
        if leaf.result:
            archive.results[leaf.code] = [leaf.code, *leaf.result]
    return archive


def register_line(file, leaf):
    author = content.UNIT if file.lines else content.PERSONS[leaf.person][0]
    return {
        "题名": file.title,
        "文号": file.number,
        "责任者": author,
        "日期": file.day,
        "页数": str(file.pages),
        "备注": file.remark,
        "材料": file.slot,
        "指标": file.codes,
        "也证明的指标": file.also,
    }


def file_bytes(file, path):
    """Makes a file of the format that its name ends with; pictures differ by their path."""
    ending = path.rsplit(".", 1)[1]
    if ending == "jpg":
        return formats.jpeg(file.scene, path, file.taken)
    if ending == "png":
        return formats.png(file.scene, path)
    if ending == "mp4":
        return formats.mp4()
    if ending == "csv":
        return formats.csv(file.lines)
    if ending == "txt":
        return formats.txt(file.title, file.lines, file.encoding)
    writers = {"docx": formats.docx, "xlsx": formats.xlsx, "pdf": formats.pdf, "md": formats.md}
    return writers[ending](file.title, file.lines)


def community_archive():
    archive = complete_archive()
    for fault in faults.FAULTS:
        fault.apply(archive)
    return archive


def fault_table():
    head = "| 检查规则 rule | 指标 item | 得分 points | 故意弄错的 | what is wrong |\n| --- | --- | --- | --- | --- |\n"
    rows = (
        f"| {fault.rule} | {fault.item or '—'} | {fault.cost} | {fault.chinese} | {fault.english} |\n"
        for fault in faults.FAULTS
    )
    return head + "".join(rows)


def with_fault_table(readme):
    """Returns the text of README.md with the table between its two marks made anew."""
    before, rest = readme.split(TABLE_BEGIN)
    _, after = rest.split(TABLE_END)
    return f"{before}{TABLE_BEGIN}\n{fault_table()}\n{TABLE_END}{after}"


def planned():
    """Returns what should stand in this folder, path → bytes."""
    files = {}
    for name, archive in (("complete", complete_archive()), ("community", community_archive())):
        files.update((f"{name}/{path}".encode("utf-8"), data) for path, data in archive.tree().items())
    for name in plans.EXAMPLES:
        pool = plans.evidence(name)
        files.update((f"{name}/{POOL}/{path}".encode("utf-8"), data) for path, data in pool.items())
        register = plans.register(name)
        if register:
            files[f"{name}/台账.csv".encode("utf-8")] = register
    readme = read(b"README.md").decode("utf-8")
    files[b"README.md"] = with_fault_table(readme).encode("utf-8")
    return files


def read(path):
    with open(os.path.join(HERE, path), "rb") as file:
        return file.read()


def folders():
    """Returns the folders that hold nothing but what is made here."""
    return [b"complete", b"community", *(f"{name}/{POOL}".encode("utf-8") for name in plans.EXAMPLES)]


def present():
    """Returns the paths of the files that are in these folders."""
    for name in folders():
        for folder, _, files in os.walk(os.path.join(HERE, name)):
            for file in files:
                yield os.path.relpath(os.path.join(folder, file), HERE)


def write(files):
    os.umask(0o022)
    for name in folders():
        shutil.rmtree(os.path.join(HERE, name), ignore_errors=True)
    for path, data in files.items():
        place = os.path.join(HERE, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(data)


def differences(files):
    registers = {f"{name}/台账.csv".encode("utf-8") for name in plans.UNREGISTERED}
    have = set(present()) | {b"README.md"} | registers
    lines = [b"missing: " + path for path in files.keys() - have]
    lines += [b"unknown: " + path for path in have - files.keys()]
    lines += [b"differs: " + path for path in files.keys() & have if read(path) != files[path]]
    return sorted(lines)


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.stderr.write(__doc__)
        return 2
    files = planned()
    if not arguments:
        write(files)
        return 0
    lines = differences(files)
    sys.stdout.buffer.write(b"".join(line + b"\n" for line in lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
