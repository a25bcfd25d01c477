"""Three questionnaires of the company's own, each with its policy."""

from odoo import Command

LEVELS = (("satisfied", "满意"), ("fair", "一般"), ("unsatisfied", "不满意"))
NOT_CONCERNED = ("na", "不涉及")

# title, sequence, share, channel, categories, (aspect, question, may be n/a)
QUESTIONNAIRES = (
    (
        "设备设施服务回访",
        42,
        60,
        "phone",
        ("equipment",),
        (
            ("equipment", "电梯等设备设施修得怎么样？", False),
            ("efficiency", "工作人员处理得快不快？", False),
            ("attitude", "工作人员态度怎么样？", False),
        ),
    ),
    (
        "环境服务回访",
        44,
        60,
        "email",
        ("cleaning", "greenery"),
        (
            ("cleaning", "清洁卫生怎么样？", True),
            ("greenery", "绿化养护怎么样？", True),
            ("attitude", "工作人员态度怎么样？", False),
        ),
    ),
    (
        "秩序与停车服务回访",
        46,
        60,
        "email",
        ("order", "parking"),
        (
            ("security", "小区治安秩序怎么样？", True),
            ("parking", "停车管理怎么样？", True),
            ("attitude", "工作人员态度怎么样？", False),
        ),
    ),
)
OVERALL = ("overall", "总的来说，您对我们的服务满意吗？", False)
SCRIPT = (
    "<p>您好，我是{office}，您最近向我们反映的问题已经处理，想占用您两分钟了解一下效果。</p>"
    "<p>请逐项询问；客户不满意时，请问清具体原因并按原话记录。</p>"
    "<p>感谢您的配合，祝您生活愉快！</p>"
)


def create_policies(env, categories):
    """Create the questionnaires and the policies that use them."""
    for title, sequence, share, channel, keys, questions in QUESTIONNAIRES:
        wanted = [categories[key].id for key in keys]
        env["huifang.policy"].create(
            {
                "name": title,
                "sequence": sequence,
                "company_id": env.company.id,
                "kind": "repair" if channel == "phone" else "service",
                "ticket_domain": repr([("category_id", "in", wanted)]),
                "share_rate": share,
                "channel": channel,
                "survey_id": _create_survey(env, title, (*questions, OVERALL)).id,
                "script": SCRIPT.format(office="物业管理处"),
                "step_ids": [
                    Command.create({"delay": 0, "due": 3, "due_unit": "days"})
                ],
                "share_ids": [
                    Command.create({"role": "dispatcher", "rate": 70}),
                    Command.create({"role": "supervisor", "rate": 30}),
                ],
            }
        )


def _create_survey(env, title, questions):
    survey = env["survey.survey"].create({"title": title, "survey_type": "followup"})
    for number, (key, text, may_be_na) in enumerate(questions):
        aspect = env.ref(f"huifang_followup.aspect_{key}")
        _create_rating(survey, aspect, text, may_be_na, sequence=10 * number + 10)
    _create_question(
        survey,
        200,
        "问题解决了吗？",
        "resolved",
        question_type="simple_choice",
        constr_mandatory=True,
        suggested_answer_ids=[
            Command.create({"value": text, "followup_value": value})
            for value, text in (
                ("yes", "已解决"),
                ("no", "未解决"),
                ("recurred", "又出现了"),
            )
        ],
    )
    _create_question(survey, 210, "您还有什么需要？", "needs")
    _create_question(survey, 220, "您的意见和建议", "opinion")
    return survey


def _create_rating(survey, aspect, text, may_be_na, sequence):
    """Ask about an aspect; who is unsatisfied is asked why."""
    levels = (*LEVELS, NOT_CONCERNED) if may_be_na else LEVELS
    rating = _create_question(
        survey,
        sequence,
        text,
        "aspect",
        aspect_id=aspect.id,
        question_type="simple_choice",
        constr_mandatory=aspect.is_overall,
        suggested_answer_ids=[
            Command.create({"value": label, "followup_level": level})
            for level, label in levels
        ],
    )
    bad = rating.suggested_answer_ids.filtered(
        lambda answer: answer.followup_level == "unsatisfied"
    )
    _create_question(
        survey,
        sequence + 1,
        "具体是哪里不满意？",
        "reason",
        aspect_id=aspect.id,
        constr_mandatory=True,
        triggering_answer_ids=[Command.link(bad.id)],
    )


def _create_question(survey, sequence, title, purpose, **values):
    return survey.env["survey.question"].create(
        {
            "survey_id": survey.id,
            "sequence": sequence,
            "title": title,
            "question_type": "text_box",
            "followup_purpose": purpose,
            **values,
        }
    )
