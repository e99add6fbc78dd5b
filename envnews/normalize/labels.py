"""The words that Chinese pages print beside a value, as data: one table for all who read labels.

The normalisers strip a label from a value, the reader of meta lines splits a line by labels; both must know
the same words. The synonyms are those seen on government, media and vendor templates (simplified and
traditional, 国办发〔2017〕47号 for the meta tags); templates also space a label out (`来 源：`, `字　号`), which
`label_pattern` allows for.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "published_at": (
            "发布时间", "发布日期", "发表时间", "发表日期", "发文日期", "发文时间", "成文日期", "成文时间", "印发日期", "签发日期", "制发日期", "发稿时间", "发稿日期", "刊发时间", "信息时间", "信息日期", "添加时间", "添加日期",
            "录入时间", "上传时间", "上载时间", "上载日期", "上网时间", "上网日期", "加入时间", "加入日期", "提交时间", "投稿时间", "公布时间", "公布日期", "公开日期",
            "公开时间", "创建时间", "生成日期", "成稿时间", "发布于", "发表于", "时间", "日期", "發布時間", "發佈時間", "發布日期", "發佈日期", "發表時間", "發表日期",
            "發佈於", "發布於", "發表於", "時間", "張貼日期", "上版日期", "刊登日期", "刊登时间", "上传日期", "登记日期", "回复时间", "回复日期", "答复时间", "答复日期",
        ),
        "updated_at": (
            "更新时间", "更新日期", "更新于", "修改时间", "修改日期", "编辑时间", "编稿时间", "最后更新", "最近更新",
            "来信时间", "来信日期", "写信时间", "提问时间", "咨询时间", "更新時間", "資料更新", "修改時間", "編輯時間", "最後更新",
        ),
        "occasion": (
            "报告时间", "讲座时间", "会议时间", "活动时间", "考试时间", "报名时间", "截止时间", "截止日期", "开标时间", "开标日期", "公示时间",
            "公示日期", "举办时间", "召开时间", "演出时间", "培训时间", "比赛时间", "面试时间", "成立时间", "施行日期", "实施日期", "生效日期",
            "失效日期", "废止日期", "监测时间", "采样时间", "检查时间", "受理时间", "受理日期", "办理时间", "活动日期", "会议日期",
            "停用时间", "停用日期", "上映时间", "上映日期", "开幕时间", "展览时间", "展出时间", "展览日期", "开庭时间", "事发时间",
            "签约时间", "开放时间", "营业时间", "上市时间", "上市日期", "生产日期", "竣工时间", "开工时间", "投票时间", "申报时间", "征集时间", "起止时间",
            "开赛时间", "比赛日期", "预展时间", "拍卖时间", "首映时间", "启用时间", "启用日期", "有效期至",
            "報名時間", "活動時間", "活動日期", "會議時間",
        ),
        "issue": ("发行时间", "发行日期", "截稿时间", "拍摄时间"),
        "source": (
            "文章来源", "信息来源", "稿件来源", "新闻来源", "内容来源", "资料来源", "消息来源", "文稿来源", "来源于", "来源",
            "稿源", "出处", "来自", "文章来自", "原载", "转载自", "转自", "摘自", "文章來源", "信息來源", "新聞來源", "來源於", "來源", "稿件來源",
            "轉載自", "轉自", "出處", "新聞引據", "消息來源", "資料來源",
        ),
        "publisher": (
            "发布机构", "发布单位", "发布部门", "发布者", "发布人", "发布处室", "信息提供单位", "公开单位", "责任单位", "来源单位", "来源部门", "提供部门",
            "發布機構", "發佈機構", "發布單位", "發佈單位", "發佈者", "發稿單位", "發稿機關", "发稿单位",
        ),
        "provider": (
            "供稿单位", "供稿人", "供稿", "撰稿单位", "投稿单位", "报送单位", "提供单位", "供稿單位",
        ),
        "author": (
            "文章作者", "本文作者", "原作者", "作者", "撰稿人", "撰稿", "撰文", "撰写", "采写", "执笔", "记者", "通讯员", "文字", "記者", "通訊員", "撰稿人員",
            "執筆",
        ),
        "editor": (
            "责任编辑", "责任编辑人", "本文编辑", "选稿", "网编", "小编", "网络编辑", "执行编辑", "值班编辑", "文字编辑", "编辑", "责编", "编审",
            "責任編輯", "網絡編輯", "編輯", "責編", "編審",
        ),
        "reviewer": (
            "审核人", "审核", "审校", "校对", "初审", "复审", "复核", "终审", "审签", "签发", "监制", "一审", "二审", "三审", "一读", "二读", "三读",
            "一校", "二校", "值班主任", "录入", "文章录入", "录入人", "录入员", "录入者", "审稿", "校稿", "主编", "主編", "審核", "校對", "終審", "監製", "覆核",
        ),
        "photographer": (
            "摄影", "摄像", "供图", "图片", "图片来源", "图像来源", "圖片來源", "圖像來源", "视频来源", "图片来自", "头图来自", "题图来自",
            "头图", "题图", "图源", "制图", "配图", "视频", "攝影", "供圖", "圖片",
        ),
        "translator": ("译者", "翻译", "譯者", "翻譯"),
        "views": (
            "浏览次数", "浏览量", "浏览数", "浏览", "点击次数", "点击量", "点击数", "点击率", "点击", "阅读次数", "阅读量", "阅读数",
            "阅读", "访问次数", "访问量", "访问数", "访问", "查看次数", "人气", "围观", "瀏覽次數", "瀏覽量", "瀏覽", "點擊次數", "點擊量",
            "點擊", "閱讀次數", "閱讀量", "閱讀", "訪問量", "人氣",
        ),
        "comments": ("评论", "热度", "跟帖", "回复", "回帖", "参与", "转发", "粉丝", "評論", "回覆"),
        "keywords": (
            "关键词", "关键字", "关键词语", "主题词", "标签", "文章标签", "相关标签", "本文标签", "热门标签", "keywords", "tags", "關鍵詞", "關鍵字",
            "主題詞", "標籤", "TAG", "TAGS", "Tag", "Tags",
        ),
        "lead": ("导读", "摘要", "内容提要", "内容摘要", "核心提示", "导语", "導讀", "內容摘要", "核心提要", "導語"),
        "original_title": ("原标题", "原题", "原標題", "原題"),
        "subtitle": ("副标题", "副题", "副標題", "副題"),
        "column": ("所属栏目", "文章类型", "信息类型", "栏目", "类别", "分类", "專題", "欄目", "類別", "分類"),
        "ignored": (
            "字号大小", "字体大小", "字号", "字体", "大中小", "-标准+", "放大", "缩小", "分享到", "分享至", "打印本页", "打印", "关闭窗口", "关闭本页", "关闭",
            "加入收藏", "收藏点赞", "收藏", "点赞", "参与互动", "参与评论", "举报", "我来说两句", "我有话说", "我有话要说", "网友评论", "我要评论", "我要分享",
            "我要打印", "我要收藏", "我要投稿", "返回首页", "首页", "评论数", "我要纠错", "纠错", "版权声明", "免责声明", "在线投稿", "语音播报", "朗读", "只看该作者",
            "只看楼主", "倒序浏览", "电梯直达", "视力保护色", "保护视力色", "背景色", "扫一扫", "扫描到手机", "二维码", "返回顶部", "复制链接", "听新闻", "手机看新闻", "分享",
            "新闻热线", "报料热线", "爆料热线", "投稿邮箱", "字體大小", "字號", "字體", "列印", "關閉", "舉報", "分享給", "複製鏈接", "我要評論", "網友評論", "分类于", "归类于",
            "版權聲明",
        ),
    },
)  # fmt: skip
"""Labels by what they announce. Keys beside the record's fields:

`updated_at` (a time, but of the last edit, or of the letter that a page answers), `occasion` (a time of what the text is about), `issue` (one of a paper or picture, or of
what the text is about), `publisher` and `provider` (who
put the text on the site or handed it in: a source of lower trust than 来源), `reviewer`, `photographer` and `translator`
(people who are neither author nor editor of the record), `comments` (counts of them), `column` (the record takes it from the list),
`ignored` (words of the page's own interface; they stand without a colon as well, so only words that occur in no name are
among them).
"""

PLACEHOLDERS = frozenset(
    {
        "无", "暂无", "未知", "不详", "空", "無", "暫無", "未填", "null", "none", "nil", "nan", "n/a", "undefined",
        "网站名称", "网站域名", "政府网站标识码", "网站标识码", "栏目名称", "稿源", "[objectobject]", "显示图片", "查看原文",
        "查看其它新闻", "已注销", "受访者提供", "来源网络", "图片已做模糊处理", "会员中心", "加载中", "加载中...", "正在加载", "正在加载...", "loading", "loading...", "电报群", "题图", "排版", "上传",
    },
)  # fmt: skip
"""What templates print instead of a value, in the comparison form of `squash`."""

ACCOUNTS = frozenset({"admin", "administrator", "管理员", "系统管理员", "网站管理员"})
"""Accounts of a content system, which it prints where nobody was named."""

REPORTED_FROM = frozenset(
    {
        "台北", "臺北", "新北", "桃園", "台中", "臺中", "台南", "臺南", "高雄", "基隆", "新竹", "苗栗", "彰化", "南投", "雲林", "嘉義", "屏東", "宜蘭",
        "花蓮", "台東", "臺東", "澎湖", "金門", "馬祖", "香港", "澳門", "北京", "上海",
    },
)  # fmt: skip
"""Places from which papers of Taiwan and Hong Kong report most, as they print them beside the reporter."""

POSTS = "研究员|评论员|教授|部长|院长|所长|主任|局长|厅长|处长|会长|校长|主席|书记|博士|院士|工程师|律师|委员|讲师|学者|主编|研究生"
"""Posts and titles that stand beside a name, as a part of a pattern."""


def label_pattern(*fields: str) -> str:
    """Return a regular expression (no groups) that matches any label of these fields of `LABELS`.

    The longest label is tried first, characters may stand up to two blanks apart, and case is the
    caller's choice (re.IGNORECASE for `Keywords`). Without arguments: of all fields.

    >>> bool(re.fullmatch(label_pattern("source"), "来　源"))
    True
    >>> re.match(label_pattern("views"), "浏览次数：33").group()
    '浏览次数'
    """
    labels = {label for field in fields or LABELS for label in LABELS[field]}
    longest_first = sorted(labels, key=lambda label: (-len(label), label))
    # Nearly every place of a text fails at the first letter; without the look ahead each label is tried there.
    letters = re.escape("".join(sorted({label[0] for label in labels})))
    return f"(?=[{letters}])(?:" + "|".join(_spaced(label) for label in longest_first) + ")"


def _spaced(label: str) -> str:
    if label.isascii():
        return re.escape(label)
    return r"\s{0,2}".join(re.escape(character) for character in label if not character.isspace())
