"""Running `wirefold fold` for the golden checks."""
import json
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


def verdict(line):
    """Of a record: its uri, relation, original, where it goes, and, of what is taken back, what else is affected."""
    record = json.loads(line)
    dedup = record["dedup"]
    if dedup["relation"] == "rejected":
        return "\t".join(["-", "rejected", record["error"]["reason"], "-"])
    duplicate = "duplicate" if dedup["isDuplicate"] else "unique"
    affected = [" ".join(dedup["affected"]) or "-"] if "affected" in dedup else []
    return "\t".join([record["uri"], dedup["relation"], dedup.get("originalUri", "-"), duplicate, *affected])


def check_table(binary, inputs, expected_file, write):
    """Compares the verdict of each article with its line in a file, or writes that. Returns the exit code."""
    output = fold(binary, inputs)
    verdicts = [verdict(line) for line in output.decode().splitlines()]
    if write:
        expected_file.write_text("\n".join(verdicts) + "\n", encoding="utf-8")
        return 0
    wrong = 0
    expected = expected_file.read_text(encoding="utf-8").splitlines()
    for number, (is_now, was) in enumerate(zip(verdicts, expected), 1):
        if is_now != was:
            wrong += 1
            print(f"line {number}\n  expected {was}\n  got      {is_now}")
    if len(verdicts) != len(expected):
        wrong += 1
        print(f"{len(verdicts)} lines came out, {len(expected)} are expected")
    wrong += depends_on_workers(binary, inputs, output)
    return 1 if wrong else 0
