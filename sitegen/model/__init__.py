"""The nouns of sitegen: what an article, an entity, a mention and a quotation are. Plain immutable values."""

from __future__ import annotations

from sitegen.model.annotations import (
    DateMention,
    Mention,
    Quotation,
    QuotationKind,
    Segment,
    Speaker,
    SpeakerRule,
)
from sitegen.model.article import (
    Annotated,
    Article,
    Publisher,
)
from sitegen.model.corrections import (
    NOWHERE,
    Applied,
    Checked,
    Correction,
    Corrections,
    DateCorrection,
    MentionCorrection,
    NameCorrection,
    QuotationCorrection,
    Trouble,
    Written,
)
from sitegen.model.entities import (
    Entity,
    Fact,
    Gender,
    Kind,
    Origin,
    Reference,
    Role,
)

__all__ = [
    "NOWHERE",
    "Annotated",
    "Applied",
    "Article",
    "Checked",
    "Correction",
    "Corrections",
    "DateCorrection",
    "DateMention",
    "Entity",
    "Fact",
    "Gender",
    "Kind",
    "Mention",
    "MentionCorrection",
    "NameCorrection",
    "Origin",
    "Publisher",
    "Quotation",
    "QuotationCorrection",
    "QuotationKind",
    "Reference",
    "Role",
    "Segment",
    "Speaker",
    "SpeakerRule",
    "Trouble",
    "Written",
]
