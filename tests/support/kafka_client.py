"""A small Kafka client for tests: librdkafka, the library the daemon uses, by ctypes.

Every call that waits has a deadline, and raises TimeoutError when it passes.
"""

import collections
import ctypes
import ctypes.util
import time

Record = collections.namedtuple("Record", "topic partition offset key value headers")

_PRODUCER, _CONSUMER = 0, 1
_COPY, _BLOCK = 2, 4
_UNASSIGNED = -1
_BEGINNING, _INVALID_OFFSET = -2, -1001
_PARTITION_END, _QUEUE_FULL = -191, -184
_ERROR_TEXT_BYTES = 512


class _Message(ctypes.Structure):
    _fields_ = [
        ("err", ctypes.c_int),
        ("rkt", ctypes.c_void_p),
        ("partition", ctypes.c_int32),
        ("payload", ctypes.c_void_p),
        ("len", ctypes.c_size_t),
        ("key", ctypes.c_void_p),
        ("key_len", ctypes.c_size_t),
        ("offset", ctypes.c_int64),
        ("private", ctypes.c_void_p),
    ]


class _TopicPartition(ctypes.Structure):
    _fields_ = [
        ("topic", ctypes.c_char_p),
        ("partition", ctypes.c_int32),
        ("offset", ctypes.c_int64),
        ("metadata", ctypes.c_void_p),
        ("metadata_size", ctypes.c_size_t),
        ("opaque", ctypes.c_void_p),
        ("err", ctypes.c_int),
        ("private", ctypes.c_void_p),
    ]


class _List(ctypes.Structure):
    _fields_ = [("count", ctypes.c_int), ("size", ctypes.c_int), ("elements", ctypes.POINTER(_TopicPartition))]


_DeliveryReport = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Message), ctypes.c_void_p)
_lib = ctypes.CDLL(ctypes.util.find_library("rdkafka") or "librdkafka.so.1")


def _declare(name, result, *arguments):
    function = getattr(_lib, "rd_kafka_" + name)
    function.restype, function.argtypes = result, arguments
    return function


_int, _int32, _int64, _size = ctypes.c_int, ctypes.c_int32, ctypes.c_int64, ctypes.c_size_t
_handle, _text = ctypes.c_void_p, ctypes.c_char_p
_error_text = _declare("err2str", _text, _int)
_last_error = _declare("last_error", _int)
_conf_new = _declare("conf_new", _handle)
_conf_set = _declare("conf_set", _int, _handle, _text, _text, _text, _size)
_conf_set_delivery = _declare("conf_set_dr_msg_cb", None, _handle, _DeliveryReport)
_new = _declare("new", _handle, _int, _handle, _text, _size)
_destroy_flags = _declare("destroy_flags", None, _handle, _int)
_topic_new = _declare("topic_new", _handle, _handle, _text, _handle)
_topic_destroy = _declare("topic_destroy", None, _handle)
_topic_name = _declare("topic_name", _text, _handle)
_produce = _declare("produce", _int, _handle, _int32, _int, _handle, _size, _handle, _size, _handle)
_poll = _declare("poll", _int, _handle, _int)
_list_new = _declare("topic_partition_list_new", ctypes.POINTER(_List), _int)
_list_add = _declare("topic_partition_list_add", ctypes.POINTER(_TopicPartition), ctypes.POINTER(_List), _text,
                     _int32)
_list_destroy = _declare("topic_partition_list_destroy", None, ctypes.POINTER(_List))
_assign = _declare("assign", _int, _handle, ctypes.POINTER(_List))
_poll_set_consumer = _declare("poll_set_consumer", _int, _handle)
_consumer_poll = _declare("consumer_poll", ctypes.POINTER(_Message), _handle, _int)
_message_destroy = _declare("message_destroy", None, ctypes.POINTER(_Message))
_headers_of = _declare("message_headers", _int, ctypes.POINTER(_Message), ctypes.POINTER(_handle))
_header_at = _declare("header_get_all", _int, _handle, _size, ctypes.POINTER(_text), ctypes.POINTER(_handle),
                      ctypes.POINTER(_size))
_watermarks = _declare("query_watermark_offsets", _int, _handle, _text, _int32, ctypes.POINTER(_int64),
                       ctypes.POINTER(_int64), _int)
_committed = _declare("committed", _int, _handle, ctypes.POINTER(_List), _int)

_DESTROY_WITHOUT_CLOSING = 0x8


class KafkaError(Exception):
    pass


def _check(code):
    if code != 0:
        raise KafkaError(f"{_error_text(code).decode()} ({code})")


class _Client:
    """A librdkafka handle; use it in a `with`."""

    def __init__(self, kind, settings, on_delivery=None):
        conf, why = _conf_new(), ctypes.create_string_buffer(_ERROR_TEXT_BYTES)
        # Lost brokers are what the tests are about; librdkafka's lines about them would only be noise.
        for name, value in {"log_level": "0", **settings}.items():
            if _conf_set(conf, name.encode(), str(value).encode(), why, len(why)) != 0:
                raise KafkaError(why.value.decode())
        if on_delivery:
            self._keep = _DeliveryReport(on_delivery)
            _conf_set_delivery(conf, self._keep)
        self.handle = _new(kind, conf, why, len(why))
        if not self.handle:
            raise KafkaError(why.value.decode())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.handle:
            _destroy_flags(self.handle, _DESTROY_WITHOUT_CLOSING)
            self.handle = None


class Producer(_Client):
    """Idempotent, with one request at a time.

    With several in flight the first one to a new partition may be refused and the second accepted, for the
    broker knows no sequence yet; the first then counts as a duplicate when it is sent again, and its records
    are lost although they are reported as delivered, without an offset.
    """

    def __init__(self, bootstrap, **settings):
        self._topics = {}
        self.unsettled, self.failures, self.delivered = 0, [], []
        super().__init__(_PRODUCER, {
            "bootstrap.servers": bootstrap, "enable.idempotence": "true",
            "max.in.flight.requests.per.connection": 1, "linger.ms": 5,
            "message.max.bytes": 64 << 20, "queue.buffering.max.kbytes": 1 << 20, "compression.type": "lz4",
            "message.timeout.ms": 120_000, "reconnect.backoff.max.ms": 500, **settings,
        }, self._on_delivery)

    def _on_delivery(self, _handle, message, _opaque):
        message = message.contents
        self.unsettled -= 1
        if message.err:
            self.failures.append(_error_text(message.err).decode())
        else:
            self.delivered.append((message.private or 0, message.partition, message.offset))

    def produce(self, topic, value, key=None, partition=_UNASSIGNED, tag=0):
        """Queues a record. `tag`, a number, comes back in `delivered` with its partition and offset."""
        if topic not in self._topics:
            self._topics[topic] = _topic_new(self.handle, topic.encode(), None)
        value_at = None if value is None else ctypes.cast(ctypes.c_char_p(value), ctypes.c_void_p)
        key_at = None if key is None else ctypes.cast(ctypes.c_char_p(key), ctypes.c_void_p)
        while _produce(self._topics[topic], partition, _COPY, value_at, len(value or b""), key_at,
                       len(key or b""),
                       tag) != 0:
            if _last_error() != _QUEUE_FULL:
                _check(_last_error())
            _poll(self.handle, 50)
        self.unsettled += 1
        _poll(self.handle, 0)

    def flush(self, seconds=60):
        """Waits until the brokers have everything; raises when a record was refused or the time is over."""
        give_up_at = time.monotonic() + seconds
        while self.unsettled and time.monotonic() < give_up_at:
            _poll(self.handle, 50)
        if self.unsettled:
            raise TimeoutError(f"{self.unsettled} records were not acknowledged within {seconds} s")
        if self.failures:
            raise KafkaError(f"{len(self.failures)} records were refused, the first: {self.failures[0]}")

    def close(self):
        for topic in self._topics.values():
            _topic_destroy(topic)
        self._topics = {}
        super().close()


class Reader(_Client):
    """Asks for offsets and reads whole topics. It joins no group."""

    def __init__(self, bootstrap, group="reader"):
        super().__init__(_CONSUMER, {
            "bootstrap.servers": bootstrap, "group.id": group, "enable.auto.commit": "false",
            "auto.offset.reset": "error", "enable.partition.eof": "true", "fetch.message.max.bytes": 64 << 20,
            "fetch.max.bytes": 64 << 20, "receive.message.max.bytes": 80 << 20, "message.max.bytes": 64 << 20,
            "queued.max.messages.kbytes": 256 << 10, "reconnect.backoff.max.ms": 500,
        })
        _poll_set_consumer(self.handle)

    def end(self, topic, partition, seconds=10):
        """The high watermark."""
        low, high = _int64(), _int64()
        _check(_watermarks(self.handle, topic.encode(), partition, low, high, int(seconds * 1000)))
        return high.value

    def ends(self, topic, partitions, seconds=10):
        return [self.end(topic, partition, seconds) for partition in range(partitions)]

    def committed(self, topic, partitions, seconds=10):
        """Committed offsets of the reader's group; None where there is none."""
        wanted = _list_of([(topic, partition) for partition in range(partitions)])
        try:
            _check(_committed(self.handle, wanted, int(seconds * 1000)))
            elements = [wanted.contents.elements[i] for i in range(wanted.contents.count)]
            for element in elements:
                _check(element.err)
            return [None if element.offset == _INVALID_OFFSET else element.offset for element in elements]
        finally:
            _list_destroy(wanted)

    def read_all(self, topic, partitions, seconds=60):
        """Every record from the beginning to the high watermark at the time of the call, by partition and offset."""
        ends = self.ends(topic, partitions)
        missing = {partition for partition in range(partitions) if ends[partition] > 0}
        records = []
        wanted = _list_of([(topic, partition) for partition in sorted(missing)], _BEGINNING)
        _check(_assign(self.handle, wanted))
        _list_destroy(wanted)
        give_up_at = time.monotonic() + seconds
        while missing:
            if time.monotonic() > give_up_at:
                raise TimeoutError(f"{topic}: {len(records)} records in {seconds} s, partitions {missing} are not all")
            message = _consumer_poll(self.handle, 100)
            if not message:
                continue
            try:
                self._take(message, topic, ends, missing, records)
            finally:
                _message_destroy(message)
        _check(_assign(self.handle, None))
        return sorted(records, key=lambda record: (record.partition, record.offset))

    def _take(self, message, topic, ends, missing, records):
        content = message.contents
        if content.rkt and _topic_name(content.rkt).decode() != topic:
            return  # the end of a partition that was read before
        if content.err == _PARTITION_END:
            if content.offset >= ends[content.partition]:
                missing.discard(content.partition)
            return
        if content.err:
            _check(content.err)
        if content.offset < ends[content.partition]:
            records.append(Record(topic, content.partition, content.offset,
                                  _bytes_at(content.key, content.key_len),
                                  _bytes_at(content.payload, content.len),
                                  _read_headers(message)))
        if content.offset >= ends[content.partition] - 1:
            missing.discard(content.partition)


def _list_of(partitions, offset=None):
    made = _list_new(len(partitions))
    for topic, partition in partitions:
        element = _list_add(made, topic.encode(), partition)
        if offset is not None:
            element.contents.offset = offset
    return made


def _bytes_at(address, length):
    return None if address is None else ctypes.string_at(address, length)


def _read_headers(message):
    """As a dict; a name that comes twice is a fault of the writer and raises."""
    headers, found = _handle(), {}
    if _headers_of(message, headers) != 0:
        return found
    name, value, length = _text(), _handle(), _size()
    index = 0
    while _header_at(headers, index, name, value, length) == 0:
        text = name.value.decode()
        if text in found:
            raise KafkaError(f"header {text} stands twice")
        found[text] = (_bytes_at(value.value, length.value) or b"").decode()
        index += 1
    return found
