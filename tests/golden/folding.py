"""Running `wirefold fold` for the golden checks."""
import subprocess


def fold(binary, inputs, workers=1):
    """What the articles of these files come out as, as bytes."""
    command = [binary, "fold", "--quiet", "--workers", str(workers), *map(str, inputs)]
    return subprocess.run(command, check=True, capture_output=True, timeout=100).stdout


def depends_on_workers(binary, inputs, output):
    """Whether four workers write other bytes than one did, which is said if so."""
    if fold(binary, inputs, 4) == output:
        return False
    print("four workers write other bytes than one")
    return True
