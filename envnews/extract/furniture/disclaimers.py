"""Know what a site says of itself below a text: disclaimers, notices of rights, appeals to its readers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from envnews.extract.furniture.words import MARKS
from envnews.patterns import compile_later

_DISCLAIMER: Final = re.compile(
    r"(?:注\s?[:：]\s?本文.{0,10}代表|(?:特别|平台|广告|免责|版权|郑重|本网|本站|重要|作品)?(?:声明|聲明|提示)\s*[:：]|以上内容由[^。]{2,20}生成|文明上网[，,]?(?:理性|登录|请)|(?:网友|用户|读者)?(?:评论|留言|跟[帖贴])[只仅](?:供|代表|为|是)|风险提示[及与和]免责|(?:市场|股市|投资|理财)有风险[，,](?:投资|入市|理财|选择)[需须请]谨慎|(?:本文|[此该]内容|本稿)为[^。，]{2,24}原创|本文系[^。，]{2,30}(?:内容|稿件|原创)"
    r"|[\w·]{2,10}声明\s*[:：]\s*(?:凡|本|该|此|以上|文章)|[\w·]{0,10}版权(?:说明|提示)\s*[:：]"
    r"|[\w·]{0,10}(?:版权|法律)[与及和]?(?:免责)?声明|免责声明|©\s?(?:19|20)\d\d|版权所有|版權所有|平台声明|特别声明|"
    r"(?:凡)?本(?:网|網|站|文|作品).{0,70}(?:转载|轉載|版权|授权|仅代表|立场|来源于网络)|转载[请需须]注明|未经(?:《[^《》]{2,16}》)?(?:书面)?(?:授权|许可|允许)|如需转载|"
    r"(?:(?:重要|特别|温馨|友情)?提示)?\s?(?:文章|网站|本站|以上)?部分(?:内容|文章|图片|文字|作品|资料)[^。]{0,12}(?:来源|来自|取自|转自|转载)[于自]?"
    r"(?:网络|互联网)|凡(?:本|来源|注明|标注|标有).{0,40}(?:转载|版权|授权|原创)"
    r"|(?:以上|文中|该文|文章)(?:内容|作品|观点|言论|文字|看法).{0,30}(?:仅代表|不代表)|(?:本文|文章)为作者(?:独立|个人)(?:观点|意见|看法)"
    r"|本(?:信息|消息|资讯|文|内容)的?真实性"
    r"|(?:股票|指[数數]|期[货貨]|行情|[报報][价價])[^。，]{0,10}(?:[数數][据據]|[资資]料|[报報][价價])由[^。]{2,24}提供"
    r"|(?:新闻|文章|内容)来源于其[它他]|以上(?:只|仅)(?:是|为|系).{0,12}(?:个人|一家)(?:言论|观点|意见|看法|之言)|notice\s*:)",
    re.IGNORECASE,
)
_APPEAL: Final = re.compile(
    r"(?:原创版权(?:[所归属受禁声，,：:]|作品)|[还還]想看更多新[闻聞][吗嗎？]|.{0,8}[头頭][条條]新[闻聞]就在[您你]的(?:每日|[邮郵电電信手指])|下[载載].{0,16}(?:APP|客户端|客戶端|应用程序|應用程[式序])"
    r"|(?:直接)?(?:通过|透过|透過)[^。，]{0,6}(?:邮箱|电邮|郵件|邮件)[^。]{0,12}(?:订阅|接收|訂閱)|(?:寻求|我要)报道[，,]|正文已结束[，,。]|想通过[^。，]{0,6}客户端(?:访问|阅读|浏览)|免[费費][订訂][阅閱]|[电電]子[邮郵]件新[闻聞]"
    r"|(?:[想欲如要若]{0,2}(?:了解|知道|获取|查看))?更多(?:[^。，]{0,24}[，,]?敬?[请請](?:在|[^。，]{0,6}(?:关注|關注|下[载載]|登[录陆]|点击|扫|添加))"
    r"|[^《》。]{0,30}(?:[请請]|可以?)[^《》。]{0,20}《[^《》]{6,60}报告》)|微信(?:公众号)?搜索[^。，]{2,16}关注|[请請]?(?:[在用]?微信[里中]?)?搜(?:索|一搜)(?:并?关注)?[^。，]{0,8}公众号"
    r"|(?:如果?)?(?:[您你])?(?:喜欢|觉得)[^。]{0,14}(?:赞赏|打赏|点个?赞|在看|转发|订阅)"
    r"|《?[\w》]{4,15}您(?<=(?:關心|提醒)您)\W|(?:勇敢求救|自殺不能解決|自殺防治|珍惜生命|飲酒過量|喝酒不開車|拒絕毒品|吸菸有害)"
    r"|小礼物走一走|还没有人(?:赞赏|打赏)"
    r"|如果[^。，]{0,6}(?:文章|内容|视频|这篇|本文)对[您你][^。]{0,20}(?:赞赏|打赏|点个?赞|在看|转发|收藏|关注)|(?:[您你]的)?(?:打赏|赞赏)(?:是|支持)"
    r"|想(?:爆料|报料|投稿)[？?]|喜[欢歡][这這]篇文章[吗嗎]"
    r"|如对(?:本|该|此)(?:稿件?|文章?|内容)[^。]{0,10}(?:异议|投诉)|关注我[，,]"
    r"|[您你]的(?:支持|捐款|[贊赞]助)[，,]?\s?(?:是|能|[讓让])|(?:小[額额]|定期定[額额])[贊赞捐]|[您你](?:查看|访问|看到)的(?:内容|页面)可能"
    r"|(?:推荐|欢迎)进入[^。，]{2,14}(?:数据库|专区|频道)"
    r"|\w{2,6}手机报[，,：:]|(?:立即|现在)?订阅《|[请請]同意我[们們]的|原创文章，(?:作者|未经|版权)|打开微信|[\w·]{2,18}微信号\s?[:：]|海量资讯"
    r"|(?:结尾】)?以上就?是(?:关于)?[^。]{4,60}的(?:相关|全部|主要)(?:内容|信息|介绍)[，,。][^。]{0,16}(?:想|更多|继续浏览|关注)"
    r"|好文章|(?:编者按\s?[:：]\s?)?(?:本文|文章)(?:来自|转自|转载自|首发于?|发[布表]于|来源于?)\s?[:：]?\s?(?:微信|公众号|订阅号|[@“\"「《]|(?:19|20)\d\d)"
    r"|[\u4e00-\u9fff]{2,12}(?:平台|报社|编辑部|杂志社)联系电话\s?[:：]"
    r"|(?:如果?)?[您你]?有新闻线索|第一手(?:消息|[资資][讯訊])[请請]下[载載]|点[个亮][“\"]?(?:在看|赞)|转载请联系|以下文章来源于|炒股就看|安装[\w·]{2,8}客户端|下[载載][^。，]{2,10}，[^。，]{0,4}[报爆]料"
    r"|(?:投稿|报料|爆料|(?:新闻)?线索|(?:媒体|商务|内容|广告|转载|版权)合作)[^，。：:]{0,10}(?:[:：]|[请請]?(?:联系|聯[繫絡]|寄到?))"
    r"|自[杀殺][^。，]{0,6}(?:热线|專線|专线)\s?[:：]|[^。，：:]{0,4}(?:生命[线線]|[张張]老[师師])[^。，：:]{0,4}[:：]\s?[\d(（]|加入[^。，]{2,12}(?:會員|会员)[】，。]|"
    r"[如若](?:涉及|有|存在|遇|因)[^。]{0,12}(?:侵权|版权))",
    re.IGNORECASE,
)
"""Starts of sentences in which the site speaks of itself to its readers: its programs, its mailbox, its liability."""
_LATE: Final = compile_later(
    r"[^。]{0,80}(?:不[构構]成[^。]{0,8}投[资資](?:建[议議]|意[见見])|风险自担)|[^。]{0,40}(?:浏览器版本|传递更多信息|此文仅?[为系]传递信息)"
    r"|[^。]{0,12}(?:微信)?(?:扫码|公众号)关注|.{0,60}扫描?[^。]{0,8}二维码[^。]{0,4}关注"
    r"|[^。]{0,90}下[载載](?:APP|客户端)[^。]{0,8}(?:福利|专享|精彩)"
    r"|[^。，]{0,14}(?:专稿|原创|独家)[，,。]\s?转载[请须需]注明"
    r"|[^。]{0,30}对本文[亦也]?有(?:所|重要|报道)?贡献|[^。]{0,24}侵[权權]?[即请必]?删"
    r"|(?:[^。]{0,60}[，,])?(?:以上|本文)?(?:内容|摘要)[^。，]{0,6}由[^。，]{0,6}(?:AI|人工智能|大模型)[^。，]{0,4}(?:生成|总结)"
    r"|[^。]{0,24}[请請]?下[载載][^。]{0,14}(?:APP|客户端|客戶端|應用程式)\W*$"
    r"|.{0,40}点击下[载載]【?[^。，]{2,14}(?:APP|客户端)】?\W*$|"
    r".{0,40}未经.{0,16}(?:授权|许可|允许|同意).{0,10}(?:转载|复制|使用|镜像|摘编)|.{0,20}(?:转载|轉載).{0,8}(?:注明|註明)(?:出处|來源|来源)"
)
# Begun with one class of characters, for which `re` leaps.
_LATE_WORDS: Final = re.compile(
    "[不风浏传关下未转轉侵贡生](?:(?<=生)成|(?<=贡)献|(?<=侵)[权權]?[即请必]?删|(?<=不)[构構]成|(?<=风)险自担|(?<=浏)览器版本|(?<=传)递(?:更多)?信息|(?<=关)注|(?<=下)载|(?<=未)经"
    "|(?<=转)载|(?<=轉)載)"
)
"""One of these words is part of every such phrase."""
_REACH: Final = 120
"""Characters of a line in which all that decides stands."""
# A notice of the site itself, whatever it begins with: three of these words beside its own name for itself or an offer
# to take down what infringes.
_OWN: Final = re.compile(r"本(?:网站?|站|平台|公众号|刊网)(?!络)")
_LEGAL: Final = re.compile(
    r"版权|转载|授权|许可|注明|侵权|法律责任|镜像|摘编|免责|立场|删除|复制|知识产权|真实性|仅供参考|联系我们"
)
# 注：本文图片来源于网络，如有侵权请联系删除。
_TAKEN: Final = re.compile(
    r"(?:图片|文字|文章|内容|素材|资料)[^。]{0,12}(?:来源于?|来自|取自|转自)[^。]{0,6}(?:网络|互联网)[^。]{0,20}侵权"
)
_LEGAL_WORDS: Final = 3
_LAW: Final = 240
"""Characters of a notice in which these words stand."""
_COUNTED: Final = MARKS + "0123456789①②③④⑤⑥一二三四五六（）、"
"""What stands before the first word of a sentence that may be one of several, numbered."""
_CLOSING: Final = re.compile(
    "[您健权声载责投线線如若码号資资好览代言看观传原求微订阅訂閱移请請權載仅删贡赞觉报贊捐@]"
)
"""Characters of which every disclaimer and appeal holds one; most paragraphs hold none at their beginning."""


_OPENINGS: Final = (
    "推荐进",
    "以上",
    "结尾",
    "关注我",
    "想",
    "喜",
    "欢迎进",
    "你",
    "小礼物",
    "本文",
    "文章",
    "编者按",
    "以下",
    "第一手",
    "点",
    "下",
    "更多",
    "安装",
    "炒",
)
"""How the rest of them begin."""


@lru_cache(maxsize=256)  # where a text begins and where it ends, the same lines are asked about
def speaks_to_readers(text: str) -> bool:
    """Return whether a line of any length is a disclaimer, or the site's word on itself.

    >>> speaks_to_readers("声明：本报力求信息真实、准确，文章提及内容仅供参考"), speaks_to_readers("会议还研究了其他事项。")
    (True, False)
    >>> speaks_to_readers("【结尾】以上是关于排污口登记的相关内容，想获取更多消息可以继续浏览。")
    True
    """
    words = text.lstrip(_COUNTED)
    if _CLOSING.search(words, 0, 100) is None and not words.startswith(_OPENINGS):
        return False
    if _DISCLAIMER.match(words) or _APPEAL.match(words):
        return True
    # Words are found far quicker than what may stand before them is tried.
    beginning = words[:_REACH]
    beside = _OWN.search(words, 0, _LAW) or (
        "侵权" in beginning and ("删除" in beginning or "联系" in beginning)
    )
    if beside and len(set(_LEGAL.findall(words[:_LAW]))) >= _LEGAL_WORDS:
        return True
    if "侵权" in beginning and _TAKEN.search(beginning):
        return True
    return _LATE_WORDS.search(words, 0, _REACH) is not None and _LATE.match(words) is not None
