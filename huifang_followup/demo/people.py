"""Everybody who works for the company, and one customer with a login."""

from odoo import Command

PASSWORD = "demo"

# login, name, job, group beyond what the role in the office gives
COMPANY_STAFF = (
    ("manager", "周立群", "总经理", "huifang_followup.group_company_manager"),
    ("reviewer", "沈静", "品质督导", "huifang_followup.group_quality_reviewer"),
)
# The login begins with the code of the office; one name per office.
OFFICE_STAFF = {
    "head": ("管理处主任", {"qc": "李建明", "ch": "吴国华"}),
    "dispatcher": ("调度员", {"qc": "王雪梅", "ch": "林晓燕"}),
    "dispatcher2": ("调度员", {"qc": "陈浩然", "ch": "许鹏"}),
    "service": ("客户服务主管", {"qc": "赵丽华", "ch": "冯雅琴"}),
    "repair": ("工程维修主管", {"qc": "孙志强", "ch": "曹德明"}),
    "environment": ("环境管理主管", {"qc": "刘桂兰", "ch": "彭秀英"}),
    "order": ("秩序维护主管", {"qc": "马振宇", "ch": "董海涛"}),
}
WORKERS = {
    "service": ("客服专员", {"qc": "徐婷婷 何佳怡", "ch": "邓可馨 潘静怡"}),
    "repair": ("维修工", {"qc": "张永福 郭建军 罗斌", "ch": "唐磊 韩立新 蒋波"}),
    "environment": ("保洁绿化员", {"qc": "余春梅 肖玉珍", "ch": "田淑芬 蔡霞"}),
    "order": ("秩序维护员", {"qc": "宋强 谢勇", "ch": "曾鹏 袁涛"}),
}

# What is on the screen after the login; the helpdesk's people start as they always do.
HOMES = {
    "总经理": "huifang_office_action",
    "品质督导": "huifang_followup_action",
    "管理处主任": "huifang_office_action",
    "调度员": "huifang_followup_action_mine",
}


def hire(env):
    """Create the users.

    :return: login to user
    """
    vals_list = [_prepare_user(env, *row) for row in _list_staff()]
    users = env["res.users"].create(vals_list)
    set_passwords(users)
    return {user.login: user for user in users}


def set_passwords(users):
    """Give everybody the demo password; encrypting it once is enough."""
    if users:
        encrypted = users._crypt_context().hash(PASSWORD)
        for user in users:
            user._set_encrypted_password(user.id, encrypted)


def register_customer(env, household):
    """Let a household into the portal."""
    user = env["res.users"].create(
        {
            "login": "customer",
            "partner_id": household.id,
            "lang": "zh_CN",
            "tz": "Asia/Shanghai",
            "group_ids": [Command.set(env.ref("base.group_portal").ids)],
        }
    )
    set_passwords(user)


def worker_logins(office, function):
    """Return the logins of those who do a function's work."""
    names = WORKERS[function][1][office].split()
    return [f"{office}.{function}{number}" for number, _ in enumerate(names, start=1)]


def _list_staff():
    """Yield (login, name, job, group) of everybody."""
    yield from COMPANY_STAFF
    for key, (job, names) in OFFICE_STAFF.items():
        for office, name in names.items():
            yield f"{office}.{key}", name, job, "helpdesk_mgmt.group_helpdesk_user"
    for function, (job, teams) in WORKERS.items():
        for office, names in teams.items():
            logins = worker_logins(office, function)
            for login, name in zip(logins, names.split(), strict=True):
                yield login, name, job, "helpdesk_mgmt.group_helpdesk_user_team"


def _prepare_user(env, login, name, job, group):
    groups = env.ref("base.group_user") | env.ref(group)
    return {
        "login": login,
        "name": name,
        "function": job,
        "email": f"{login}@example.com",
        "lang": "zh_CN",
        "tz": "Asia/Shanghai",
        # in the inbox: a demo writes no mails
        "notification_type": "inbox",
        "action_id": _get_home(env, job),
        "group_ids": [Command.set(groups.ids)],
    }


def _get_home(env, job):
    """Return the id of the action a job begins the day with, or False."""
    return job in HOMES and env.ref(f"huifang_followup.{HOMES[job]}").id
