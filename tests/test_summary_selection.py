from __future__ import annotations

import numpy as np

from textkit import Document
from textkit.summary.analysis import analyse
from textkit.summary.selection import select

TOWNS = enumerate("甲乙丙丁戊己庚辛壬癸子丑", 20)
LONG = f"全县新修公路，其中{'、'.join(f'{town}镇修{n}公里' for n, town in TOWNS)}。"
SHORT = [
    "栗川县新建光伏电站12座，年发电3.6亿千瓦时。",
    "人民医院完成门诊楼改造，床位增加240张。",
    "北塬乡粮食亩产提高80公斤，农户户均增收。",
    "职教中心今年招收新生460名，开设六个专业。",
]


def test_many_short_sentences_are_found_beside_a_long_one() -> None:
    analysis = analyse(Document.from_text("\n".join([LONG, *SHORT])))
    scores = np.array([1.0] + [1.4] * len(SHORT))
    assert select(analysis, scores, max_chars=len(LONG)) == [1, 2, 3, 4]


def test_room_to_spare_is_not_filled_with_ordinary_sentences() -> None:
    texts = [
        "全县新修乡村公路120公里，改造危桥14座，通了客车的行政村从68个增加到91个，出行难题基本解决。",
        "人民医院新门诊楼投入使用，增设儿科病床240张，并与省城两家医院建立远程会诊，疑难病例不必再转院。",
        "北塬乡推广旱作谷子3.2万亩，亩产提高80公斤，合作社统一收购加工，户均增收4600元，贫困户全部入社。",
        "沁源河治理工程完工，清淤12万立方米，栽柳9000株，断面水质由劣五类升到三类，白鹭重新飞回湿地。",
        "职教中心与六家企业联合办班，今年招生460名，毕业生就业率达到97%，焊工班学员被用人单位提前订走。",
        "林业站干部连续三周住在山上，分成四个小组轮流守护重点坡段，及时劝返携带火种的上坟群众和游客。",
        "西关社区把闲置库房改成活动室，书画、棋牌、舞蹈各有场地，退休老人每天下午都来这里聚一聚。",
        "供电所组织党员服务队走进果园，检查灌溉线路和配电箱，帮果农更换老化的电线，讲解夏季用电常识。",
    ]
    analysis = analyse(Document.from_text("\n".join(texts)))
    scores = np.repeat([0.5, -0.1], [5, 3])
    room = sum(map(len, texts)) - 1
    assert 210 < sum(map(len, texts[:5])) < 0.7 * room
    assert select(analysis, scores, max_chars=room) == [0, 1, 2, 3, 4]
