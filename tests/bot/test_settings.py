import os
from pathlib import Path

import pytest

from bot import settings_file
from bot.errors import SettingsError
from bot.proxies import with_usual_proxy
from bot.settings import Settings, load_settings, unknown_variables
from bot.settings_file import left_behind, user_data_folder, user_settings_file


@pytest.fixture
def toml(tmp_path):
    def write(text):
        file = tmp_path / "youju.toml"
        file.write_text(text, "utf-8")
        return file

    return write


@pytest.fixture
def nothing(tmp_path):
    return tmp_path / "none.toml"


def test_without_any_setting_the_briefs_that_come_along_are_read(nothing):
    settings = load_settings({}, nothing)

    assert (settings.documents / "jiangyin.md").is_file()
    assert settings == Settings()


def test_the_environment_goes_before_the_file(toml):
    file = toml('documents = "a"\nlog_level = "ERROR"\nadmins = [1, 2]\n')

    settings = load_settings({"YOUJU_DOCUMENTS": "b"}, file)

    assert (settings.documents, settings.log_level, settings.admins) == (
        Path("b"),
        "ERROR",
        frozenset({1, 2}),
    )


def test_the_users_own_file_is_read(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    user_settings_file().parent.mkdir(parents=True)
    user_settings_file().write_text('\ufeffdocuments = "briefs"\nlibrary = "~/l"\n', "utf-8")

    settings = load_settings({})

    assert user_settings_file() == tmp_path / "settings" / "youju" / "youju.toml"
    assert settings.documents == tmp_path / "settings" / "youju" / "briefs"
    assert settings.library == Path("~/l").expanduser()


@pytest.mark.parametrize(
    "line",
    [
        'telegram_api = "http://evil.example"',
        'telegram_token = "1:x"',
        'proxy = "http://evil.example"',
        'webhook_url = "https://evil.example"',
        'webhook_listen = "0.0.0.0:1"',
        'documents = "/etc"',
        'library = "."',
        "admins = [666]",
        "allowed = ['*']",
    ],
)
def test_a_file_of_the_working_folder_sets_nothing_and_is_named(monkeypatch, tmp_path, line):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "youju.toml").write_text(line, "utf-8")

    assert load_settings({}) == Settings()
    assert left_behind(Path()) == tmp_path / "youju.toml"


def test_in_the_folder_of_ones_own_settings_nothing_is_left_behind(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "youju").mkdir()
    (tmp_path / "youju" / "youju.toml").touch()

    assert left_behind(tmp_path / "youju") is None
    assert left_behind(tmp_path) is None


def test_a_value_of_the_file_that_does_not_fit_is_named_without_being_shown(toml):
    with pytest.raises(SettingsError, match=r"youju\.toml: telegram_token: ") as raised:
        load_settings({}, toml('telegram_token = ["1:verysecret"]'))

    assert "verysecret" not in str(raised.value)


def test_a_file_that_may_not_be_read_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"youju\.toml: 无法读取"):
        load_settings({}, (tmp_path / "youju.toml").mkdir() or tmp_path / "youju.toml")


@pytest.mark.parametrize("folder", ["", "~nobody-of-that-name/x"])
def test_a_folder_that_is_none_is_named(nothing, folder):
    with pytest.raises(SettingsError, match="YOUJU_LIBRARY"):
        load_settings({"YOUJU_LIBRARY": folder}, nothing)


def test_without_a_home_there_are_no_settings_of_the_user_and_no_folder(monkeypatch):
    def nowhere(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(settings_file, "user_config_path", nowhere)
    monkeypatch.setattr(settings_file, "user_data_path", nowhere)

    assert load_settings({}) == Settings()
    with pytest.raises(SettingsError, match="HOME"):
        _ = Settings().library_folder


def test_a_folder_whose_name_is_no_utf8_has_a_library_too(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert Settings(documents=Path("/a/\udcb8")).library_folder.parent == user_data_folder()


@pytest.mark.parametrize("listed", ["1,2", "1 2", "1\uff0c2", "\uff11\u3001\uff12", "1,\u30002"])
def test_ids_may_be_parted_by_marks_of_either_width(nothing, listed):
    assert load_settings({"YOUJU_ADMINS": listed}, nothing).admins == frozenset({1, 2})


def test_everyone_may_be_allowed_beside_named_chats(nothing):
    settings = load_settings({"YOUJU_ALLOWED": "*, -100 7"}, nothing)

    assert (settings.allow_everyone, settings.allowed) == (True, frozenset({-100, 7}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("YOUJU_ADMINS", "张三"),
        ("YOUJU_TIMEZONE", "Mars/Olympus"),
        ("YOUJU_GROUP_POLICY", "sometimes"),
        ("YOUJU_LOG_LEVEL", "LOUD"),
        ("YOUJU_PERSON_LIMIT", "0"),
        ("YOUJU_ANSWERING_PROCESSES", "0"),
        ("YOUJU_ANSWERING_PROCESSES", "two"),
        ("YOUJU_ANSWERING_PROCESSES", "1.5"),
        ("YOUJU_ANSWERING_PROCESSES", "1000"),
    ],
)
def test_a_value_that_does_not_fit_is_named(nothing, name, value):
    with pytest.raises(SettingsError, match=name):
        load_settings({name: value}, nothing)


def test_an_unknown_name_in_the_file_is_named_with_those_that_exist(toml):
    with pytest.raises(SettingsError, match=r"tocken 的设置;可用的有:documents、"):
        load_settings({}, toml('tocken = "1"'))


@pytest.mark.parametrize("content", ["documents =", "\udcff"])
def test_a_file_that_is_no_toml_is_named(tmp_path, content):
    file = tmp_path / "youju.toml"
    file.write_bytes(content.encode(errors="surrogateescape"))

    with pytest.raises(SettingsError, match=r"youju\.toml"):
        load_settings({}, file)


def test_secrets_are_kept_out_of_the_repr(nothing):
    secret = {
        "YOUJU_TELEGRAM_TOKEN": "1:verysecret",
        "YOUJU_PROXY": "http://u:verysecret@h",
        "YOUJU_WEBHOOK_SECRET": "verysecret",
    }

    settings = load_settings(secret, nothing)

    assert settings.telegram_token == "1:verysecret"
    assert "verysecret" not in repr(settings)


def test_names_that_nothing_reads_are_found():
    assert unknown_variables({"YOUJU_DOCUMENT": "x", "YOUJU_LIBRARY": "y", "HOME": "z"}) == (
        "YOUJU_DOCUMENT",
    )


def test_each_folder_of_documents_has_a_library_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    first, second = Settings(documents=Path("/a/briefs")), Settings(documents=Path("/b/briefs"))

    assert first.library_folder.parent == user_data_folder() == tmp_path / "youju"
    assert first.library_folder != second.library_folder
    assert Settings(library=Path("here")).library_folder == Path("here")


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({"HTTPS_PROXY": "http://a:1"}, "http://a:1"),
        ({"all_proxy": "socks5://b:2"}, "socks5://b:2"),
        ({"HTTPS_PROXY": "http://a:1", "YOUJU_PROXY": "http://c:3"}, "http://c:3"),
        ({"HTTPS_PROXY": "http://a:1", "NO_PROXY": "localhost,api.telegram.org"}, ""),
        ({"HTTP_PROXY": "http://a:1"}, ""),
        ({"HTTPS_PROXY": "proxy.corp:3128"}, "http://proxy.corp:3128"),
        ({"HTTPS_PROXY": "http://a:1", "https_proxy": "http://b:2"}, "http://b:2"),
        ({"HTTPS_PROXY": "http://a:1", "https_proxy": ""}, ""),
        ({"HTTPS_PROXY": "http://a:1", "YOUJU_PROXY": ""}, ""),
        ({"HTTPS_PROXY": "http://a:1", "NO_PROXY": "API.Telegram.org"}, ""),
        ({"HTTPS_PROXY": "http://a:1", "NO_PROXY": ".telegram.org"}, ""),
        ({"HTTPS_PROXY": "http://a:1", "NO_PROXY": "*"}, ""),
        ({"HTTPS_PROXY": "http://a:1", "NO_PROXY": "example.org, egram.org"}, "http://a:1"),
        ({"HTTP_PROXY": "http://a:1", "YOUJU_TELEGRAM_API": "http://bot:81", "NO_PROXY": "bot:81"}, ""),
        ({"HTTP_PROXY": "http://a:1", "YOUJU_TELEGRAM_API": "http://127.0.0.1:81"}, ""),
        ({"HTTP_PROXY": "http://a:1", "YOUJU_TELEGRAM_API": "http://[::1]:81"}, ""),
        ({"HTTP_PROXY": "http://a:1", "YOUJU_TELEGRAM_API": "http://LocalHost"}, ""),
        ({"all_proxy": "socks5://b:2", "HTTPS_PROXY": "http://a:1"}, "http://a:1"),
        ({"HTTP_PROXY": "http://a:1", "YOUJU_TELEGRAM_API": "http://bot-api.example"}, "http://a:1"),
    ],
)
def test_without_a_proxy_of_its_own_the_usual_variables_hold(monkeypatch, nothing, environment, proxy):
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert with_usual_proxy(load_settings(os.environ, nothing)).proxy == proxy


def test_an_address_that_is_none_is_named(nothing):
    with pytest.raises(SettingsError, match="TELEGRAM_API"):
        load_settings({"YOUJU_TELEGRAM_API": "http://[::1"}, nothing)


def test_postings_may_lie_in_a_cluster_whose_password_is_shown_nowhere(nothing):
    settings = load_settings({"YOUJU_BACKEND": " https://me:secret@one,two:9201/briefs "}, nothing)

    assert str(settings.cluster) == "https://one:9200,two:9201/briefs"
    assert "secret" not in repr(settings)
    assert Settings().cluster is None


@pytest.mark.parametrize("value", ["", "opensearch", "one:9200", "http://one/a.b"])
def test_what_is_no_backend_is_refused_without_a_trace_of_its_password(nothing, value):
    with pytest.raises(SettingsError, match=r"YOUJU_BACKEND: 设置的值无效\(.*(embedded|只能用)"):
        load_settings({"YOUJU_BACKEND": value}, nothing)
    with pytest.raises(SettingsError) as told:
        load_settings({"YOUJU_BACKEND": "https://me:secret@one two/a"}, nothing)
    assert "secret" not in str(told.value)
