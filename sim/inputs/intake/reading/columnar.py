"""Parquet: what it claims to hold is looked at before it is unpacked; pandas' own notes are left aside."""

from __future__ import annotations

import decimal
import io
import re
from typing import Any

from sim.inputs.intake.reading.sheet import Unreadable, WorkSheet, check_size, laid_out

UNNAMED_INDEX = re.compile(r"__index_level_\d+__|Unnamed: \d+")


def parquet_sheet(content: bytes) -> WorkSheet:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(content), pre_buffer=False)
        check_size(file.metadata.num_rows * max(file.metadata.num_columns, 1), file.metadata.num_rows)
        schema = file.schema_arrow
        nested = [each.name for each in schema if pa.types.is_nested(each.type)]
        if nested:
            raise Unreadable("intake_nested", columns=", ".join(nested[:5]))
        names = [each.name for each in schema if not UNNAMED_INDEX.fullmatch(each.name)]
        table = file.read(use_threads=False, use_pandas_metadata=False)
        places = [place for place, each in enumerate(schema) if each.name in names]
        columns = [values(table.column(place)) for place in places]
    except pa.ArrowMemoryError:
        raise MemoryError from None
    except (pa.ArrowException, OSError, ValueError, NotImplementedError, KeyError):
        raise Unreadable("intake_unreadable") from None
    heads = [schema[place].name for place in places]
    return laid_out("", [tuple(heads), *zip(*columns, strict=True)])


def values(column: Any) -> list[Any]:
    """A column as plain Python, gaps as None; times to the microsecond, which is as fine as Python's are."""
    import pyarrow as pa

    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if pa.types.is_dictionary(column.type):
        column = column.cast(kind)
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us"), safe=False)
    elif pa.types.is_duration(kind):
        column = column.cast(pa.duration("us"), safe=False)
    elif pa.types.is_time(kind):
        column = column.cast(pa.time64("us"), safe=False)
    return [plain(each) for each in column.to_pylist()]


def plain(value: Any) -> Any:
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, decimal.Decimal):
        return float(value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
