"""Names of people, places and segments."""

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"
)

GIVEN_NAMES = (
    "建国 建军 志强 国华 永福 德明 学文 文斌 俊杰 浩然 子轩 宇航 一鸣 天佑 嘉诚 立新 "
    "海涛 晓东 世杰 振宇 明辉 家豪 启航 思远 伟 强 磊 勇 军 涛 鹏 斌 波 亮 峰 "
    "秀英 桂兰 玉珍 淑芬 丽华 春梅 雪梅 晓燕 海燕 婷婷 雨欣 梓涵 诗涵 欣怡 佳怡 静怡 "
    "美玲 慧敏 雅琴 文静 若曦 思琪 一诺 可馨 芳 敏 静 丽 娟 燕 玲 霞 萍 颖 洁"
)

# tag: share of the households
SEGMENTS = {
    "VIP": 0.06,
    "重点客户": 0.05,
    "独居老人": 0.07,
    "残障家庭": 0.02,
    "租户": 0.15,
    "新入住": 0.04,
}

# Callers who live elsewhere: nothing is known of them but a name.
PASSERS_BY = ("访客刘先生", "快递员小赵", "装修工人老孙", "路过的陈女士")

# office code: building → units, storeys; numbers of the flats of a storey
BUILDINGS = {
    "QC": {1: (2, 11), 2: (2, 11), 3: (3, 18), 5: (3, 18), 6: (2, 24), 7: (2, 24)},
    "CH": {1: (2, 6), 2: (2, 6), 3: (2, 16), 5: (2, 16), 6: (1, 26)},
}
FLATS = ("01", "02", "03")

# public holidays: month, first day, days, name
HOLIDAYS = (
    (1, 1, 1, "元旦"),
    (5, 1, 5, "劳动节"),
    (10, 1, 7, "国庆节"),
)
