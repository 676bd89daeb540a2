"""What an engine says when it cannot go on, as one sentence."""

from alignmentcard.messages.retold import worded

ODD = worded(
    "The table has a column whose name or values are not text in UTF-8, or whose values are nested too deep. Correct "
    "it, or leave it out."
)
"""What is wrong where what an engine found cannot be brought into Python."""


def sentence(engine: str, error: Exception) -> str:
    """Say that an engine cannot read the table, and why."""
    line, more = first_line(error), ""
    if "No FileSystem for scheme" in line:
        more = worded(
            " Spark reads object stores with packages of Hadoop, such as s3a:// with hadoop-aws: name them under "
            "spark.jars.packages in spark-defaults.conf."
        )
    return worded("{engine} cannot read the table: {line}{more}", engine=engine, line=line, more=more)


def first_line(error: Exception) -> str:
    """Return the first line of what an engine, or Java behind it, says."""
    java = getattr(error, "java_exception", None)
    text = str(java.getMessage() if java is not None else error).strip()
    return text.splitlines()[0].rstrip(".") + "." if text else type(error).__name__ + "."
