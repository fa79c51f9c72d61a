"""The errors a user can meet, each one sentence that says what is wrong and where."""

EXIT_OK = 0
EXIT_ALARM = 1
EXIT_ERROR = 2
EXIT_INTERRUPTED = 130
EXIT_COULD_NOT_RUN = 250
EXIT_USAGE = 251
EXIT_NO_CREDENTIALS = 252


class SteelyardError(Exception):
    """Anything that stops a command: the command line prints ``str(error)`` and exits with ``exit_code``."""

    exit_code = EXIT_COULD_NOT_RUN


class UsageError(SteelyardError):
    """A wrong argument, name, setting or file."""

    exit_code = EXIT_USAGE


class CredentialsError(SteelyardError):
    """No usable AWS credentials."""

    exit_code = EXIT_NO_CREDENTIALS
