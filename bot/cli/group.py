"""The command `ansinh`; its subcommands register themselves here."""

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """An Sinh: citizen advice on voluntary social insurance (BHXH tự nguyện)."""
