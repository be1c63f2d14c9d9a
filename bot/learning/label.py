"""What a question is about, in one word: "topic/aspect", or the name of a plain intent."""


def label_of(topic: str, aspect: str | None) -> str:
    """The label of a pair."""
    return f"{topic}/{aspect}" if aspect else topic


def topic_of(label: str) -> str:
    """The topic of a label."""
    return label.partition("/")[0]
