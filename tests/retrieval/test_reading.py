"""What was read by an earlier program is read anew; how files are read does not change unnoticed."""

import sqlite3
from hashlib import sha256

from retrieval.library import Library
from retrieval.store import schema


def _passages(library):
    return [passage for document in library.documents() for passage in library.passages(document.id)]


def test_a_library_of_an_earlier_program_is_read_anew(tmp_path, analyser):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "brief.txt").write_text("简报\n\n企业复工率为九成,员工陆续返岗。\n", "utf-8")
    added = tmp_path / "added.txt"
    added.write_text("补充\n\n口罩发放八万只,园区共有十二个。\n", "utf-8")
    library = Library(tmp_path / "library", analyser)
    library.sync(folder)
    library.add_file(added)
    before = _passages(library)
    version = library.version
    with sqlite3.connect(tmp_path / "library" / "library.sqlite") as connection:
        connection.execute("UPDATE passages SET text = 'as an earlier program cut it', words = x''")
        connection.execute("UPDATE documents SET reading = 1")
        connection.execute("UPDATE meta SET value = 'earlier' WHERE key = 'version'")
    connection.close()

    versions = []
    report = library.sync(folder, lambda *_: versions.append(library.version))

    assert version not in versions  # postings made halfway are not those of the end
    assert report.changed == ("brief.txt",)
    assert _passages(library) == before
    assert all(library.analysis(passage.id).words for passage in before)
    assert library.version == version
    assert not library.sync(folder)
    library.close()


def test_how_the_briefs_are_read_changes_with_its_number_only(tmp_path, analyser, seeds):
    library = Library(tmp_path / "library", analyser)
    library.sync(seeds)
    digest = sha256()
    for passage in _passages(library):
        words = library.analysis(passage.id).word_terms
        name = f"{passage.document_id[:8]}#{passage.number:05}"  # as ids were in format 1
        digest.update(f"{name} {passage.title} {passage.section} {passage.text} {words}\n".encode())
    library.close()

    told = "the briefs are read otherwise than before: raise schema.READING, then renew this pair"
    assert (schema.READING, digest.hexdigest()[:16]) == (22, "1d6c9aaa5b12e754"), told
