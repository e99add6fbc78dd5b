"""The command line: a table of commands, each loaded only when it is used.

Scrapy, lxml and sqlite-utils together take half a second to import, so `envnews --help` must not load them:
the one-line helps stand here, beside the import paths.
"""

from __future__ import annotations

import errno
import sys
import traceback
from importlib import import_module
from typing import NoReturn

import click

from envnews import __version__
from envnews.cli.streams import abandon_output, prepare_streams
from envnews.errors import EnvnewsError, ExitCode

COMMANDS: dict[str, tuple[str, str]] = {
    "backup": ("envnews.cli.backup:backup", "Write a checked copy of the database."),
    "check": ("envnews.cli.check:check", "Hold portals against sample pages or their sites."),
    "crawl": ("envnews.cli.crawl:crawl", "Crawl portals and store what is new."),
    "dedup": ("envnews.cli.dedup:dedup", "Group the reprints among many texts."),
    "demo": ("envnews.cli.demo:demo", "Crawl bundled replica portals twice, offline, and show the result."),
    "doctor": ("envnews.cli.doctor:doctor", "Check the installation."),
    "dump": ("envnews.cli.dump:dump", "Publish the database for other sites."),
    "extract": ("envnews.cli.extract:extract", "Extract the record of a page, saved or fetched."),
    "feed": ("envnews.cli.feed:feed", "Save searches as feeds beside the dump."),
    "import": ("envnews.cli.importing:import_", "Fill the database from a dump."),
    "migrate": ("envnews.cli.migrate:migrate", "Bring the database to this version's schema."),
    "new": ("envnews.cli.new:new", "Look at a site and write a portal file for it."),
    "portals": ("envnews.cli.portals:portals", "List the portals."),
    "reindex": ("envnews.cli.search:reindex", "Make the full-text index anew."),
    "report": ("envnews.cli.report:report", "Write one HTML page about the database."),
    "search": ("envnews.cli.search:search", "Find articles by any part of headline and text."),
    "show": ("envnews.cli.show:show", "Show an article, its story and what was edited."),
    "serve": ("envnews.cli.serve:serve", "Show the database in a browser."),
    "status": ("envnews.cli.status:status", "Show how every portal is."),
    "withdraw": ("envnews.cli.withdraw:withdraw", "Take an article back."),
}
"""Import path and one-line help by command."""

_OF_PATHS = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP}
)
"""What is wrong with a path that somebody has named, and no bug."""

EPILOG = """\b
Exit codes:
  0 well · 1 some portals failed or drifted · 2 usage · 65 bad data ·
  69 no portal could be reached · 70 internal error · 74 disk full or not
  writable · 75 locked, try later · 78 configuration · 130/143 interrupted ·
  141 nobody read the output to its end, as `envnews search … | head` does"""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name][0]} is no command")
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; end as SIGPIPE would where the output is read no further: click's code 1 means failed portals."""
        try:
            return super().invoke(ctx)
        except (BrokenPipeError, SystemExit) as error:
            # rich makes a SystemExit of it.
            if not isinstance(error, BrokenPipeError) and not isinstance(error.__context__, BrokenPipeError):
                raise
            abandon_output()
            ctx.exit(ExitCode.UNREAD)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="envnews")
def cli() -> None:
    """Articles of China's environment portals: crawled, extracted, deduplicated, in one SQLite file."""


def main() -> NoReturn:
    """Run the command line; turn errors that a person can mend into one line and their exit code."""
    prepare_streams()
    try:
        code = cli.main(standalone_mode=False)
    except EnvnewsError as error:
        _end(f"envnews: {error}", error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        _end(error.format_message(), ExitCode.USAGE)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        _end("envnews: interrupted", ExitCode.INTERRUPTED)
    except OSError as error:
        if error.errno in _OF_PATHS and error.filename is not None:
            _end(
                f"envnews: {error.filename}: {error.strerror}; check the path and its permissions",
                ExitCode.IO,
            )
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            _end_of_bug(error)
        abandon_output()
        _end(f"envnews: the output cannot be written: {error.strerror}", ExitCode.IO)
    except UnicodeEncodeError as error:
        if error.reason != "surrogates not allowed" or "".join(sys.argv).isprintable():
            _end_of_bug(error)
        _end("envnews: an argument is not in UTF-8; set the encoding of the terminal to it", ExitCode.USAGE)
    except Exception as error:  # noqa: BLE001 - a bug, of which Python's own exit code would say that portals failed
        _end_of_bug(error)
    sys.exit(code if isinstance(code, int) else ExitCode.OK)


def _end_of_bug(error: Exception) -> NoReturn:
    traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}"
    _end(f"envnews: internal error, {what}; please report it with the lines above", ExitCode.INTERNAL)


def _end(message: str, code: ExitCode) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)
