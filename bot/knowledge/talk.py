"""`knowledge/dialogue.yaml` and `knowledge/languages.yaml` to frozen values."""

from bot.knowledge.dialogue import AfterAlarm, Dialogue, FollowUp, Language, Remark
from bot.knowledge.fields import Fields
from bot.knowledge.files import each, paragraphs
from bot.knowledge.problems import Text


def read_dialogue(fields: Fields) -> Dialogue:
    """Read `knowledge/dialogue.yaml`."""
    dialogue = Dialogue(
        lead_ins=fields.texts("lead_ins"),
        more=_follow_up(fields.mapping("more")),
        vague=tuple(map(_follow_up, fields.mappings("vague"))),
        follow_ups=tuple(map(_follow_up, fields.mappings("follow_ups"))),
        choices=fields.text_lists("choices"),
        last_choice=fields.texts("last_choice"),
        agrees=fields.texts("agrees"),
        refuses=fields.texts("refuses"),
        acknowledges=fields.texts("acknowledges"),
        remarks=tuple(map(_remark, fields.mappings("remarks"))),
        thumbs=fields.texts("thumbs"),
        refers_back=fields.texts("refers_back"),
        after_alarm=_after_alarm(fields.mapping("after_alarm")),
    )
    fields.close()
    return dialogue


def read_languages(fields: Fields) -> tuple[Language, ...]:
    """Read `knowledge/languages.yaml`."""
    languages = tuple(each(fields.mapping("languages"), _language))
    fields.close()
    return languages


def _follow_up(fields: Fields) -> FollowUp:
    leads_to = fields.mapping("leads_to")
    follow_up = FollowUp(
        fields.texts("phrases"),
        {topic: leads_to.text(topic) for topic in leads_to.keys()},  # noqa: SIM118 - not a dict
    )
    fields.close()
    return follow_up


def _after_alarm(fields: Fields) -> AfterAlarm:
    after = AfterAlarm(*map(fields.texts, AfterAlarm.__slots__))
    fields.close()
    return after


def _remark(fields: Fields) -> Remark:
    remark = Remark(fields.texts("phrases"), paragraphs(fields, "reply"))
    fields.close()
    return remark


def _language(key: Text, fields: Fields) -> Language:
    return Language(
        key,
        fields.text("reply"),
        fields.optional_text("script"),
        fields.texts("words", required=False),
        fields.texts("sure", required=False),
    )
