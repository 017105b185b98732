"""Answers queries on Spark; run by the Python that has it, which has nothing else.

Usage: ``python on_spark.py JOBS.json``; each job has a ``table`` and the Parquet file ``rows`` that
it is filled from, the file of a ``query``, and the folder ``answer`` for Parquet files.
"""

import json
import sys
import time
from pathlib import Path

from pyspark.sql import SparkSession

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.memory": "3g",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
}


def main() -> None:
    """Answer all queries in one session."""
    builder = SparkSession.builder.master("local[2]").appName("nonagon")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    for job in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        start = time.perf_counter()
        spark.read.parquet(job["rows"]).createOrReplaceTempView(job["table"])
        answer = spark.sql(Path(job["query"]).read_text(encoding="utf-8"))
        answer.write.parquet(job["answer"])
        seconds = Path(f"{job['answer']}.seconds")
        seconds.write_text(str(time.perf_counter() - start), encoding="utf-8")
    spark.stop()


if __name__ == "__main__":
    main()
