"""Denials and duties that are lost outright are warnings, in both directions and either side."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit import Bitext

ZH_EN, EN_ZH = ("zh", "en"), ("en", "zh")
#: Sentences that deny once on both sides: with the denial, and without it.
DENIED = [
    ("公司不向第三方提供数据。", "公司向第三方提供数据。",
     "The company does not provide data to third parties.",
     "The company provides data to third parties."),
    ("患者不应停止治疗。", "患者应停止治疗。",
     "The patient should not stop the treatment.", "The patient should stop the treatment."),
    ("本合同不适用于临时员工。", "本合同适用于临时员工。",
     "This contract does not apply to temporary staff.",
     "This contract applies to temporary staff."),
]  # fmt: skip
#: Sentences with a duty and with a permission, in both languages.
FORCED = [
    ("承包人必须在十日内提交报告。", "承包人可以在十日内提交报告。",
     "The contractor must submit the report within ten days.",
     "The contractor may submit the report within ten days."),
    ("买方应当支付运费。", "买方可以支付运费。",
     "The buyer shall pay the freight.", "The buyer may pay the freight."),
]  # fmt: skip


def _said(source: str, target: str, langs: tuple[str, str], around: int = 0) -> dict[str, str]:
    """Return the severities of what is said of a pair, between so many pairs of a manual."""
    manual = [("请使用 kubectl 安装 nginx。", "Use kubectl to install nginx.")] * around
    pairs = [(source, target), *(pair if langs == ZH_EN else pair[::-1] for pair in manual)]
    found = ak.check(Bitext.from_pairs(pairs, *langs), select=["MIS001", "MIS002"])
    return {f.rule: str(f.severity) for f in found if f.bead == 0}


@pytest.mark.parametrize(("rule", "held"), [("MIS001", DENIED), ("MIS002", FORCED)])
def test_what_is_lost_outright_is_a_warning(rule: str, held: list[tuple[str, ...]]) -> None:
    """Whichever side has lost it, and whichever is the source; nothing is said where none has."""
    for zh, turned, en, other in held:
        for langs, step in ((ZH_EN, 1), (EN_ZH, -1)):
            assert _said(*(zh, en)[::step], langs) == {}
            assert _said(*(turned, other)[::step], langs) == {}
            for pair in ((zh, other), (turned, en)):
                assert _said(*pair[::step], langs).get(rule) == "warning", pair


#: Commands not to do something: as such, and as commands to do it.
FORBIDDEN = [
    ("请勿删除该文件夹。", "请删除该文件夹。",
     "Do not delete the folder.", "Delete the folder."),
    ("请不要在水边使用本设备。", "请在水边使用本设备。",
     "Please do not use the device near water.", "Please use the device near water."),
    ("切勿打开机盖。", "打开机盖。", "Never open the cover.", "Open the cover."),
]  # fmt: skip


@pytest.mark.parametrize("around", [0, 9])
def test_a_prohibition_that_became_a_command_is_a_warning(around: int) -> None:
    """Also in the manual of a program, where other denials are turned freely."""
    for zh, turned, en, other in FORBIDDEN:
        for langs, step in ((ZH_EN, 1), (EN_ZH, -1)):
            assert _said(*(zh, en)[::step], langs, around) == {}
            for pair in ((zh, other), (turned, en)):
                assert _said(*pair[::step], langs, around).get("MIS001") == "warning", pair


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("不是甲就是乙会来。", "Either A or B will come."),
        ("你要不要一杯茶？", "Would you like a cup of tea?"),
        ("最近看了什么电影没有？", "Have you seen any movies lately?"),
        ("该分支没有版本信息。", "The branch is versionless."),
        ("请放在儿童不能接触的地方。", "Keep out of the reach of children."),
        ("通常没有理由使用它。", "There is usually little reason to use it."),
        ("未经同意不得转让。", "It may be assigned only with consent."),
        ("应在尚未恢复之前切换。", "Switch before it has recovered."),
        (
            "请将本品放在儿童不能接触的地方，密封。",
            "Keep out of the reach of children, well closed.",
        ),
        ("设置可能错误。", "It may not be set up correctly."),
        ("要不是她拦着，它就上楼了。", "It would have gone upstairs if she had let it."),
        ("什么都可能发生。", "There is nothing that cannot happen."),
        ("很多时候她要亲自去。", "More often than not, she had to go in person."),
        ("我们考察未来四十八小时的变化。", "We look at the changes of the next forty-eight hours."),
        ("编译程序时安装路径未知。", "The program was compiled before the path was known."),
        ("修复了排序不稳定的问题。", "Made the sorting stable."),
        ("若长度可用则返回 true。", "It returns false if the length is not usable."),
        ("必须引入一张表才能做到。", "You cannot do it except by introducing a table."),
        ("为防止误用，请加标记。", "Mark it, so that it is not misused."),
    ],
)
def test_a_denial_in_another_way_is_no_warning(zh: str, en: str) -> None:
    """Either-or, questions, words that deny within themselves, few and only."""
    for pair, langs in (((zh, en), ZH_EN), ((en, zh), EN_ZH)):
        assert _said(*pair, langs).get("MIS001") != "warning"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("门票大约五十元。", "The ticket might be about fifty yuan."),
        ("您可以查看结果。", "You should see the result."),
        ("合同可能需要修改。", "The contract may need to be amended."),
        ("如果不需要执行，可以打开禁止开关。", "If you do not need it, turn on the prohibition."),
        ("未经许可的人员不得进入。", "Only authorized persons may enter."),
        ("这些规则必须符合规定才能继续适用。", "These rules may apply only if they comply."),
        ("名称不可以为空。", "The name must not be empty."),
        ("谁可以批准合并请求？", "Required approvals for merge requests"),
    ],
)
def test_a_force_in_another_way_is_no_warning(zh: str, en: str) -> None:
    """A guess, advice, and a duty that the other side states beside the permission."""
    for pair, langs in (((zh, en), ZH_EN), ((en, zh), EN_ZH)):
        assert _said(*pair, langs).get("MIS002") != "warning"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("付款方应于合同签订之日起十个工作日内支付预付款。",
         "Within ten working days of signing, the payer may pay the advance."),
        ("操作人员必须佩戴手套，不得在高温下作业。",
         "Operators may wear gloves, and must not work in the heat."),
        ("员工可以领取补贴，但不得转让。",
         "Employees must collect the allowance, but must not assign it."),
    ],
)  # fmt: skip
def test_a_duty_is_exchanged_beside_a_prohibition_and_far_from_its_verb(zh: str, en: str) -> None:
    """What must not be done answers no duty; a Chinese verb may come late."""
    for pair, langs in (((zh, en), ZH_EN), ((en, zh), EN_ZH)):
        assert "MIS002" in _said(*pair, langs)


@pytest.mark.parametrize(
    ("forbidden", "released"),
    [
        (("用户不得修理手柄。", "The user must not repair the handle."),
         ("用户不必修理手柄。", "The user need not repair the handle.")),
        (("承租人不得提交申请。", "The lessee may not submit an application."),
         ("承租人无须提交申请。", "The lessee does not need to submit an application.")),
        (("员工切勿打开阀门。", "Employees mustn't open the valve."),
         ("员工用不着打开阀门。", "Employees don't have to open the valve.")),
    ],
)  # fmt: skip
def test_a_prohibition_is_no_release(forbidden: tuple[str, str], released: tuple[str, str]) -> None:
    """Both deny; what must not be done is not what need not be done."""
    for langs, step in ((ZH_EN, 1), (EN_ZH, -1)):
        for pair in (forbidden, released):
            assert _said(*pair[::step], langs).get("MIS002") is None, pair
        for pair in ((forbidden[0], released[1]), (released[0], forbidden[1])):
            assert _said(*pair[::step], langs).get("MIS002") == "warning", pair


def test_more_is_asked_in_the_manual_of_a_program() -> None:
    """There denials are turned freely: what warns in a contract may be a note."""
    zh, _, _, other = DENIED[1]
    alone, beside = _said(zh, other, ZH_EN), _said(zh, other, ZH_EN, around=9)
    assert alone["MIS001"] == "warning"
    assert beside["MIS001"] in ("info", "warning")
