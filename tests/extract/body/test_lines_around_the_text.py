"""What stands around and between paragraphs: the words of sites and platforms are cut, those of the text stay."""

from __future__ import annotations

import pytest

from envnews.extract import Page, extract
from envnews.extract.furniture.words import looks_like_meta

TEXT = (
    "7月21日，全省入海排污口整治现场会在临江市召开，会议通报了上半年排查进度，交流了溯源和分类整治的做法。",
    "会议指出，入海排污口是陆源污染进入海洋的最后一道闸门，要坚持一口一策，做到查得清、溯得准、治得好。",
    "下一步，各地要建立长效管护机制，把整治清单和责任人向社会公开，接受群众监督。",
)


def body_of(*lines: str) -> tuple[str, ...]:
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    html = (
        "<html><head><title>全省入海排污口整治现场会召开-河口网</title></head><body><div><a href='/'>首页</a></div>"
        "<h1>全省入海排污口整治现场会召开</h1><div>2024-07-22 08:30 来源：临江日报</div>"
        f"<div>{paragraphs}</div><div>关于我们</div></body></html>"
    )
    return tuple(extract(Page("https://www.example.cn/a.html", html.encode())).body.splitlines())


@pytest.mark.parametrize(
    "line",
    [
        "编者按：本文来自微信公众号“棱镜水务”（ID：lengjing），作者：江帆，河口经授权发布。",
        "本文来自微信公众号：棱镜水务（ID：lengjing），作者：江帆，题图来自：视觉中国",
        "本文首发于2024年7月21日《临江时报》",
        "图片来源@视觉中国",
        "封面图片来源：视觉中国",
        "图源：视觉中国",
        "（封面制图：江帆）",
        "▼详情请戳下方图集",
        "跟贴区 有人参与（点击查看）",
        "跟贴读取中...",
        "本文来源：临江时报-河口网 。更多精彩，请登录河口网 http://www.example.cn/ 责任编辑：周宁_NQ0738",
        "Source URL",
        "本文1694字，约2分钟",
        "1. 未经《河口天维网》书面许可，任何人不得复制、转载本文。",
        "*本文作者江帆，临江大学教授",
        "（作者系临江大学教授）",
        "1本文为《河口新闻》原创作品。",
        "风险提示及免责条款",
        "市场有风险，投资需谨慎。本文不构成个人投资建议，也未考虑到个别用户特殊的投资目标。",
        "写评论 收藏 微信分享",
        "请发表您的评论",
        "看完本文，您的心情是",
        "热搜",
        "1.2万阅读 35讨论",
        "您的姓名 联系方式 错误描述",
        "临江日报微博",
        "公益广告：讲文明 树新风",
        "违法和不良信息举报电话：0738-7654321",
        "新闻热线：0738-12345678 投稿邮箱：news@example.cn",
        "责任编辑<span>周宁</span>",
        "责任编辑<span>zm012</span>",
        "用户名密码",
        "文明上网理性发言，请遵守新闻评论服务协议",
        "稿源：临江日报",
        "【完】",
        "（全文完）",
        "THE END",
        "返回河口，查看更多",
        "河口新闻报料：000-962866",
        "（下载河口视点，报料有奖！）",
        "【如果您有新闻线索，欢迎向我们报料，一经采纳有费用酬谢。】",
        "关注河口财经（hekou518），获取更多机会",
        "更多招考信息，请关注河口教育微信公众号",
        "如果这篇文章对你有用的话，还望多多点赞转发",
        "点击“阅读原文”查看更多",
        "点个“在看”支持一下",
        "觉得不错，点个赞吧",
        "转载请联系授权",
        "实习生江小帆对本文亦有贡献",
        "（图片来源网络，侵删）",
        "0人点赞",
        "打赏",
        "您对本文内容是否满意？",
        "排版：江帆",
        "视觉｜江帆",
        "总策划：江帆",
        "新媒体编辑：江帆",
        "制图/江帆",
        "来源 临江日报",
        "综合自临江日报、河口网",
        "《临江日报》2024年7月21日第3版",
        "《临江日报》 (2024-07-21 A1 要闻)",
        "翻译：江帆、Harry Wong",
        "JANE RIVERS是《临江日报》河口分社社长。",
        "Tom Waters自河口对本文有报道贡献。",
        "小礼物走一走，来河口关注我",
        "更多 HKTV 報導",
        "（原题为《两部门部署排查》）",
        "👉<a href='https://x.example.cn/1'>在家怎样省水？</a>",
        "新聞來源：臨江新聞",
        "我要檢舉",
        "原始來源",
        "撰文： 江帆",
        "更新時間｜2020.05.13 10:12",
        "臨江週刊關心您：若您發現污染情事，請撥打公害陳情專線 0800-000-000。",
        "☆飲酒過量有害健康　禁止酒駕☆",
        "（注：本文仅代表作者个人观点。责任编辑：江帆）",
        "如果这篇对你有帮助，麻烦点个赞再走",
        "欄名： 綠色生活",
        "本文发表于： 2011年6月8日 星期三 21:40，所属分类： 市井。您可以通过 RSS 2.0 跟踪这篇文章的评论。",
        "临江能源信息平台联系电话：010-60000000，邮箱：hz@example.cn，地址：临江市河口路2号",
        "第一手消息請下載<a href='/app'>lin.example臨江網</a> iPhone/ iPad/ Android/",
        "下載臨江電台應用程序跟蹤環境時事",
        "爆料方法 :",
        "报料热线：0738-7654321",
        "翻譯：臨江時報中文網",
        "譯者：江帆",
        "江帆(Jane Rivers)是臨江時報河口分社社長。點擊查看更多關於她的信息。",
        "图集",
        "+1",
        "#排污口 #臨江 #入海口",
        "推薦專題",
        "聚焦新聞",
        "臨江社「一手新聞」 app",
        "收看更多文章，請訂閱臨江角facebook專頁：",
        "觀看影片 07:12",
        "《臨江》關心你",
        "自殺解決不了問題，卻留給家人無比悲痛。請珍惜生命。",
        "再給自己一次機會",
        "——本信息真实性未经临江环保网证实，仅供您参考",
        "请您文明上网、理性发言并遵守相关规定，在注册后发表评论。",
        "温馨提示：如果您还有什么不懂的，可以点击下方的在线咨询，我们会为您提供指导。",
        "- 閱讀更多 -",
        "想掌握水質資訊，立即免費下載《臨江經濟日報》App取經",
        "立即報料: https://bit.ly/000000",
        "你的獨家報料一旦被採用及報導，將獲得乙份獎品。",
        "《臨江頭條》APP經已推出最新版本，請立即更新，瀏覽更精彩內容：https://bit.ly/000001",
        "建立時間16:41",
        "■臨江報料熱線﹕news@lin.example/ 9000 0000",
        "江帆自河口報導水務議題，包括排污口和濕地。點擊查看更多關於他的信息。",
        "您所瀏覽的新聞已過查詢時效。建議您加入臨江社付費會員找尋您要的新聞。",
        "上一篇文章：全省召开固体废物会议 一图看懂下一篇文章：三座湖的治水账单，看看花在了哪里，又是谁来付这笔钱猜你喜欢 热门推荐",
    ],
)
def test_words_of_sites_and_platforms_below_a_text_are_none_of_it(line: str) -> None:
    assert body_of(*TEXT, line) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "联系电话：12369",
        "注：表中数据为月均值。",
        "特此公告。",
        "更多市民通过网上平台反映问题，请假来现场的人少了。",
        "更多企业可以在线登录平台办理业务。",
        "点源污染的治理完成了八成。",
        "设计的处理能力为每天三万吨，年底前投入使用。",
        "文章来自基层的投稿占了一半，评委对此印象深刻。",
        "翻译工作由临江大学承担。",
        "江帆(Jane Rivers)是第一个报告排污口的人。",
        "比去年同期+12。",
        "#3号口门已于昨日封堵。",
        "居民再給自己一次機會參加巡河。",
        "2024年7月22日",
        "资料来源：临江省生态环境厅",
    ],
)
def test_words_of_the_text_stay_at_its_end(line: str) -> None:
    assert body_of(*TEXT, line) == (*TEXT, line)


@pytest.mark.parametrize(
    "words", ["限时五折！海岛潜水体验课仅需299元 点击购买", "河口顺手机炒股软件下载 &gt;&gt;"]
)
def test_a_link_that_sells_something_is_none_of_the_text_around_it(words: str) -> None:
    offer = f"<a href='#'>{words}</a>"
    html = f"<h1>排污口整治</h1><div><p>{TEXT[0]}</p><div>{offer}</div><p>{TEXT[1]}</p><p>{TEXT[2]}</p></div>"
    found = extract(Page("https://www.example.cn/a.html", html.encode()))
    assert tuple(found.body.splitlines()) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "↑点击上方蓝字关注河口",
        "以下文章来源于棱镜水务 ，作者江帆",
        "收听本文 12分钟",
        "点击收听本新闻 听新闻",
        "AI摘要",
        "本文介绍了入海排污口整治的做法，内容由AI生成，仅供参考。",
        "00:00/03:20 倍速 语音播报",
        "已有 12 人参与评论",
        "听新闻",
        "全文共3210字，阅读大约需要8分钟",
        "本文字数：3210，阅读时长大约5分钟",
        "点击播放报道音频 约3分钟",
        "热点栏目 自选股 数据中心 行情中心 资金流向",
        "安装河口财经客户端第一时间接收最全面的市场资讯→【下载地址】",
        "炒股就看河口分析师研报，权威，专业，及时，全面，助您挖掘潜力主题机会！",
        "微信号 hekou2020",
        "功能介绍 河口，专注水环境研究",
        "进入公众号",
        "意见反馈",
        "打开APP阅读全文",
    ],
)
def test_words_of_platforms_above_a_text_are_none_of_it(line: str) -> None:
    assert body_of(line, *TEXT) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "左右滑动查看更多",
        "00:00/03:21",
        "查看更多 >",
        "（下转第三版）",
        "文章未完，下页继续",
        "本文共3页",
        "点击查看大图",
        "点击阅读→<a href='/2.html'>老旧小区加装电梯补贴标准公布</a>",
        "图像来源，PA Media",
        "图像加注文字，",
        "贊助廣告",
        "◤ 居家省水這樣做 ◢",
        "👉<a href='https://x.example.cn/1'>在家怎样省水？一张图看懂</a>",
        "<a href='https://x.example.cn/1'>河畔月亮湾 均价18000元/㎡</a>",
        "<a href='https://x.example.cn/1'>看房热线：400-000-0000</a>",
        "选择字号：小 中 大",
        "下载声音文件",
        "<a href='/p/1'>河口 AC4076 空气净化器</a> <span>参考价格：￥2199</span> <a href='/p/2'>查看详细参数</a>",
        "<a href='/s/1'>临江 秦PLUS</a><span>指导价：10.98-17.98万</span><a href='/s/2'>询底价</a>",
        "立即訂閱",
        "看懂趨勢，訂閱臨江全閱讀，首月只要1元",
        "感谢网友江上人的线索投递！",
        "音頻加註文字，",
        "+12",
        "2024/07/22 05:30",
        "▼點擊圖片放大",
        "facebook",
        "信息来源： 新华社",
    ],
)
def test_words_of_the_interface_between_paragraphs_are_none_of_the_text(line: str) -> None:
    assert body_of(*TEXT[:2], line, *TEXT[2:]) == TEXT


@pytest.mark.parametrize("mark", ["□", "■", "●", "◎"])
def test_papers_set_marks_before_the_names_of_those_who_wrote_a_text(mark: str) -> None:
    html = f"<h1>排污口整治</h1><div>2024-07-22 08:30</div><p>{mark}江帆</p>" + "".join(
        f"<p>{text}</p>" for text in TEXT
    )
    assert extract(Page("https://www.example.cn/a.html", html.encode())).author == "江帆"


BOX = "<div><h3>相关阅读</h3><ul>{}</ul></div>".format(
    "".join(
        f"<li><a href='/n/{n}.html'>新一批国家级湿地公园名单公布 四省入选</a><span>2024-05-0{n}</span></li>"
        for n in range(1, 4)
    )
)


def read_text(text: str) -> tuple[str, ...]:
    html = (
        "<html><head><title>全省入海排污口整治现场会召开-河口网</title></head><body><h1>全省入海排污口整治现场会召开</h1>"
        f"<div>2024-07-22 08:30 来源：临江日报</div>{text}<div>关于我们</div></body></html>"
    )
    return tuple(extract(Page("https://www.example.cn/a.html", html.encode())).body.splitlines())


def test_a_box_of_others_does_not_end_a_text_whose_lines_share_an_element() -> None:
    first, second, third = TEXT
    text = f"<div>{first}<br><center><p>施工现场</p></center>{second}{BOX}{third}<br></div>"
    assert read_text(text) == (first, "施工现场", second, third)


def test_a_box_of_others_does_not_end_a_text_in_nested_sections() -> None:
    paragraphs = [f"<section><section><p><span>{line}</span></p></section></section>" for line in TEXT]
    assert read_text(f"<div>{paragraphs[0]}{paragraphs[1]}{BOX}{paragraphs[2]}</div>") == TEXT


def test_a_meta_line_may_state_the_day_behind_source_and_people() -> None:
    assert looks_like_meta("[来源：临江新闻网] [作者：江帆] [编辑：zm012] [发布时间：2024-07-22 08:30]")
    assert looks_like_meta(
        "临江市人民政府门户网站 www.linjiang.example.cn 时间：2022-08-11 14:21 来源：河口市人民政府 分享："
    )
    assert not looks_like_meta("全省入海排污口整治现场会在临江市召开以来的进展情况汇总表，截至2024-07-22")
    assert not looks_like_meta(
        "去年全市各区县为整治沿江排污口共投入资金二十多亿元并新建管网一千多公里（截至2022年12月31日 数据来源：临江市统计局）"
    )


def test_the_entries_of_a_chronicle_are_no_meta_lines() -> None:
    assert looks_like_meta("2012-11-29 | 阅读：12 | 江帆，临江水务协会创立人、主任")
    assert not looks_like_meta("2012-11-29 | 临江市启动首轮排污口整治，沿江各县区参加")


@pytest.mark.parametrize(
    ("last", "kept"), [("临江市生态环境局", True), ("责任编辑：周宁", False), ("相关链接", False)]
)
def test_who_signs_a_notice_may_stand_behind_a_box_of_others(last: str, kept: bool) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT)
    assert read_text(f"<div>{paragraphs}{BOX}<p>{last}</p></div>") == TEXT + ((last,) if kept else ())


@pytest.mark.parametrize(
    "lines",
    [
        # What leads to a headline stands above it in newspapers, and both in the text's element.
        (
            "排查入海口、溯源污染、分类整治……我省出台意见，要求沿海各市在十月底前完成重点口门的整治——",
            "全省入海排污口整治现场会召开",
            "来源：临江日报 2024-7-22 江帆",
        ),
        ("原创 排查了，溯源了，全省入海排污口整治现场会在临江召开！", "2024-07-22 17:10 来源: 临江河长"),
    ],
)
def test_a_meta_line_below_the_first_words_of_the_text_begins_it(lines: tuple[str, ...]) -> None:
    assert body_of(*lines, *TEXT) == TEXT


def test_the_source_below_a_short_text_takes_nothing_from_it() -> None:
    assert body_of(TEXT[0], "来源：临江日报 2024-7-22") == (TEXT[0],)


def test_the_dateline_of_a_wire_begins_the_text_though_it_names_the_headline() -> None:
    line = "临江社临江7月1日电 题：全省入海排污口整治现场会召开"
    assert body_of(line, *TEXT) == (line, *TEXT)
    assert body_of("专题：全省入海排污口整治现场会召开", *TEXT) == TEXT


def test_the_half_of_a_text_that_opens_with_a_box_of_others_belongs_to_it() -> None:
    box = "<div class='rel'><h4>延伸閱讀</h4><a href='/story/1/'><span>電鍍廠躲颱風夜偷排廢水 稽查員冒雨蹲守</span></a></div>"
    html = (
        f"<article><h1>排污口整治</h1><div class='c'><p>{TEXT[0]}</p></div><div class='ad'></div>"
        f"<div class='c'>{box}<p>{TEXT[1]}</p><p>{TEXT[2]}</p></div></article>"
    )
    found = extract(Page("https://www.example.cn/a.html", html.encode()))
    assert tuple(found.body.splitlines()) == TEXT


def test_a_lead_and_the_meta_line_below_it_come_before_the_text() -> None:
    above = "<p>三座湖、六条河，拼出一张治水的账单。</p><div>文 <a href='/1'>江帆</a> 臨江雜誌681期 <time>2019-09-10</time> 圖片來源：何燕</div><div>瀏覽數 <b>32,115</b> 收藏</div>"
    html = (
        f"<section><div><h1>排污口整治</h1>{above}</div>"
        + "".join(f"<p>{text}</p>" for text in TEXT * 2)
        + "</section>"
    )
    found = extract(Page("https://www.example.cn/a.html", html.encode()))
    assert (found.author, found.body.splitlines()[0]) == ("江帆", TEXT[0])


def test_the_next_article_below_a_prompt_to_read_on_is_none_of_the_text() -> None:
    html = (
        "<h1>排污口整治</h1><div>"
        + "".join(f"<p>{text}</p>" for text in TEXT)
        + "</div><div>標籤:<a>#排污口</a></div>"
    )
    following = "<div><p>往下看更多文章</p><h2>颱風季前巡查斜坡</h2><p>土木工程拓展署今日公布，去年共巡查一千二百個私人斜坡，業主須於半年內完成修葺。</p><p>署方提醒，逾期可被罰款五萬元，並會代為動工後追收費用，市民可透過網站查閱紀錄。</p></div>"
    found = extract(Page("https://www.example.cn/a.html", f"<article>{html}{following}</article>".encode()))
    assert tuple(found.body.splitlines()) == TEXT


def test_the_lead_of_a_broadcast_is_said_like_its_parts() -> None:
    lines = tuple(f"【{part}】{line}" for part, line in zip(("导语", "同期", "解说"), TEXT, strict=True))
    assert body_of(*lines) == lines


def test_a_lead_beside_the_paragraphs_begins_the_text_and_a_summary_does_not() -> None:
    assert body_of(f"导语：{TEXT[0]}", *TEXT[1:]) == (f"导语：{TEXT[0]}", *TEXT[1:])
    assert body_of(f"导读：{TEXT[0]}", *TEXT[1:]) == TEXT[1:]


@pytest.mark.parametrize(
    "line", ["<span>2024-07-22 {}:30</span><span>来源：河口观察</span>", "2024年07月22日"]
)
def test_the_next_article_that_a_page_loads_as_one_scrolls_is_none_of_the_text(line: str) -> None:
    articles = [
        f"<article><h1>{title}</h1><div>{line.format(hour)}</div>"
        f"<div>{''.join(f'<p>{line}</p>' for line in lines)}</div></article>"
        for title, hour, lines in (
            ("全省入海排污口整治现场会召开", "08", TEXT),
            (
                "灯会落幕",
                "07",
                (
                    "河口灯会昨晚落下帷幕，六十三天里共接待游客一百四十万人次。",
                    "今年的主灯用了四万个回收的玻璃瓶。",
                ),
            ),
        )
    ]
    html = f"<title>全省入海排污口整治现场会召开_河口观察</title><div>{'<p>正在加载下一篇</p>'.join(articles)}</div>"
    found = extract(Page("https://www.example.cn/a.html", html.encode()))
    assert tuple(found.body.splitlines()) == TEXT


def test_the_address_of_a_text_below_it_ends_it_with_the_box_of_those_who_ask_for_news() -> None:
    box = "".join(
        f"<div class='tr'><div class='col'>{line}</div></div>"
        for line in (
            "人人做記者",
            "爆料方法 :",
            "爆料熱線：",
            "(852) 0000 0000",
            "傳 真：",
            "(852) 0000 0001",
        )
    )
    url = "https://www.example.cn/a.html"
    html = (
        f"<h1>排污口整治</h1><div class='articleContent'>{''.join(f'<div><div>{line}</div></div>' for line in TEXT)}"
        f"<div>第一手消息請下載<a href='/app'>lin.example臨江網</a></div><div id='panel'><div>本文連結 : <a href='{url}'>{url}</a></div><div>{box}</div></div></div>"
    )
    assert tuple(extract(Page(url, html.encode())).body.splitlines()) == TEXT


def test_a_list_of_two_other_articles_between_paragraphs_is_none_of_the_text() -> None:
    titles = ("沿海排污口整治进入第二阶段", "溯源排查到底难在哪里")
    box = "<ul>" + "".join(f"<li><a href='/n/{title}'>{title}</a></li>" for title in titles) + "</ul>"
    behind = (
        "据统计，今年上半年水质优良比例为92.5%，同比上升1.6个百分点。",
        "专家认为，源头治理是这一轮整治的难点。",
    )
    assert body_of(*TEXT[:2], TEXT[2] + box, "音頻加註文字，", *behind) == (*TEXT, *behind)


def test_links_that_a_text_lists_with_numbers_or_names_of_documents_stay() -> None:
    items = ("1. 沿海排污口整治方案", "《入海排污口监督管理办法》")
    html = "<ul>" + "".join(f"<li><a href='/n/{item}'>{item}</a></li>" for item in items) + "</ul>"
    assert body_of(TEXT[0], TEXT[1] + html, *TEXT[2:]) == (*TEXT[:2], *items, *TEXT[2:])


def test_numbered_sentences_behind_the_source_of_a_text_are_of_it() -> None:
    notes = (
        "1、进入观鸟台前请自觉测温、扫码登记，并按指示牌的方向单向通行，请勿逗留。",
        "2、参观河口湿地请提前一天在“临江水务”公众号预约，每天上限三百人。",
        "3、栈道上请保持距离，不投喂水鸟，不越过围栏，不携带宠物入内。",
    )
    lines = (*TEXT * 3, "来源：临江日报", "温馨提醒", *notes)
    assert body_of(*lines)[-3:] == notes
    assert body_of(*TEXT * 3, "来源：临江日报", notes[0]) == TEXT * 3


@pytest.mark.parametrize("name", ["ai_area", "ai-summary", "article AIComment"])
def test_what_a_machine_says_of_a_text_in_a_box_above_it_is_none_of_it(name: str) -> None:
    said = "".join(f"<div><div class='title'>{head}</div><div><p>{words}</p></div></div>" for head, words in (
        ("評論", "這篇文章報導了排污口的整治，說明了會議的要求，也提到了下一步的安排，但沒有給出各市的進度，讀者可以期待後續的報導。"),
        ("問答", "Q1: 現場會在哪裡召開？ a) 臨江 b) 河口。答案是臨江，會議通報了上半年的排查進度，部署了下一步的工作。"),
    ))  # fmt: skip
    text = f"<div class='page-text'><div class='{name}'>{said}</div>{''.join(f'<p>{line}</p>' for line in TEXT)}</div>"
    html = f"<html><body><h1>全省入海排污口整治现场会召开</h1><div>2024-07-22 08:30</div>{text}</body></html>"
    assert tuple(extract(Page("https://www.example.cn/a.html", html.encode())).body.splitlines()) == TEXT


def test_a_promotion_with_its_link_above_the_text_is_none_of_it() -> None:
    promotion = "2022“临江杯”治水知识大赛重磅来袭，报名即可领取好礼，还有机会上临江网头条。【点击看详情】"
    assert body_of(promotion, *TEXT) == TEXT
    brief = "本周要闻共三件，会议、督察、通报。【点击看详情】"
    assert body_of(brief, *TEXT) == (brief, *TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "原创版权的保护是一个难题，各地法院正在探索新的裁判规则，专家建议尽快立法。",
        "记者说，头条新闻就在您的身边，只要留心，就能看到河水一天天的变化。",
    ],
)
def test_sentences_of_rights_and_news_are_of_the_text(line: str) -> None:
    assert read_text("".join(f"<p>{one}</p>" for one in (*TEXT, line, TEXT[0]))) == (*TEXT, line, TEXT[0])


def test_a_form_in_which_readers_subscribe_between_paragraphs_is_none_of_the_text() -> None:
    form = (
        "<div class='subscription'><div>訂閱《臨江早報》電子報 每天三分鐘</div><div><input type='text'>"
        "<div>請輸入正確的電子信箱格式</div></div><a href='#'>訂閱</a><div>感謝您的訂閱！</div></div>"
    )
    assert body_of(TEXT[0], TEXT[1] + form, *TEXT[2:], TEXT[0]) == (*TEXT, TEXT[0])


def test_tags_below_a_text_end_it_with_the_heading_of_what_follows() -> None:
    tags = "".join(
        f"<div class='tagName'><a href='/tag/{tag}'>#{tag}</a></div>" for tag in ("排污口", "临江")
    )
    below = f"<div>{tags}</div><div><div class='title'>临江</div><div><a href='/n/1'>沿海整治进入第二阶段</a></div></div>"
    assert read_text("".join(f"<p>{line}</p>" for line in TEXT) + below) == TEXT


def test_readers_comments_disclaimed_are_no_text() -> None:
    assert body_of(*TEXT, "网友评论仅供其表达个人看法，并不表明临江网立场。") == TEXT


def test_a_form_in_which_readers_rate_a_text_is_none_of_it() -> None:
    rating = "<div id='rating'><form><h4>评价本文</h4><div>专业度</div><div>风格</div><input type='radio'><a href='#'>提交</a></form></div>"
    assert read_text("".join(f"<p>{line}</p>" for line in TEXT) + rating) == TEXT


def test_the_headline_with_the_mark_of_a_note_is_none_of_the_text() -> None:
    html = f"<title>2022年统计公报_临江市</title><h1>2022年统计公报</h1><div class='con'><p>2022年统计公报[1]</p>{''.join(f'<p>{line}</p>' for line in TEXT)}</div>"
    found = extract(Page("https://www.example.cn/a.html", html.encode()))
    assert tuple(found.body.splitlines()) == TEXT


def test_addresses_that_a_label_announces_at_the_end_of_a_text_are_of_it() -> None:
    names = ("官方网站：http://yue.example/", "安卓版：http://yue.example/a", "平板版：http://yue.example/p")
    assert body_of(*TEXT, "云上阅读体验地址：", *names) == (*TEXT, "云上阅读体验地址：", *names)
    assert body_of(*TEXT, names[0]) == TEXT, "one alone is that of the page"


@pytest.mark.parametrize("label", ["相关延伸阅读-", "更多延伸阅读- ", "延伸阅读："])
def test_links_to_further_reading_at_the_end_of_a_text_are_none_of_it(label: str) -> None:
    assert body_of(*TEXT, f"{label}<a href='/n/1.html'>白菜价！十元可买一套房</a>") == TEXT


def test_a_source_behind_an_arrow_below_a_text_is_a_credit() -> None:
    html = f"<h1>排污口整治</h1><div class='con'>{''.join(f'<p>{line}</p>' for line in TEXT)}<div class='source'>来源 > <a href='/d/'>临江探索</a></div></div>"
    found = extract(Page("https://www.example.cn/a.html", html.encode()))
    assert (tuple(found.body.splitlines()), found.source) == (TEXT, "临江探索")


def test_a_text_of_bare_lines_outweighs_what_its_site_says_of_all_articles() -> None:
    links = "".join(
        f"<div>・<a href='/n/{n}.html'>沿海第{n}个排污口整治完毕，岸线恢复</a></div>" for n in range(20)
    )
    lines = "<br>".join(TEXT[:2])
    foot = "<center><em>All rights reserved<br>临江在线是畅所欲言的场所，所有文章均不一定代表临江在线立场</em><br>声明：临江在线由编辑维护，如有版权问题，请联系我们，转载请注明出处，作者自负文责，特此声明。</center>"
    html = f"<title>快讯：全省排查排污口</title><table><tr><td class='F11'><center>快讯：全省排查排污口</center>{lines}</td></tr><tr><td>{links}</td></tr></table>{foot}"
    found = extract(Page("https://www.example.cn/a.html", html.encode()))
    assert tuple(found.body.splitlines()) == TEXT[:2]


def test_the_sign_before_a_documents_headings_is_none_of_its_headline() -> None:
    html = f"<title>接入概览 | 临江开放文档</title><div><h3><a href='#o'>#</a> 接入概览</h3>{''.join(f'<p>{line}</p>' for line in TEXT)}</div>"
    found = extract(Page("https://www.example.cn/a.html", html.encode()))
    assert (found.headline, tuple(found.body.splitlines())) == ("接入概览", TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "网友评论只代表一部分人的看法，但也折射出公众对水环境的关切。",
        "读者留言只是第一步，关键在于落实整改，让河水真正清起来。",
        "“评论只为博眼球，传播不实信息”，警方对三名网民作出处罚。",
        "市水务局回应称，网传文章不代表官方观点，请市民以通报为准。",
    ],
)
def test_sentences_on_comments_are_of_the_text(line: str) -> None:
    assert body_of(*TEXT, line, TEXT[0]) == (*TEXT, line, TEXT[0])


@pytest.mark.parametrize(
    "box",
    [
        "<ul><li><input type='checkbox' disabled> 完成排查</li><li><input type='checkbox'> 完成溯源</li></ul>",
        "<div><h3>会议议程</h3><p>一、听取汇报</p><p>二、分组讨论</p><input type='button' value='复制'></div>",
        "<div><p>一、整治时间</p><p>二、整治地点</p><input type='text'></div>",
    ],
)
def test_a_field_beside_lines_of_a_text_makes_them_no_form(box: str) -> None:
    link = "<a href='/n/2.html'>排查</a>"
    lines = body_of(TEXT[0] + link, TEXT[1] + box, *TEXT[2:], TEXT[1])
    kept = [line.strip() for line in ("完成排查", "会议议程", "一、整治时间") if line in box]
    assert all(any(line.endswith(one) for line in lines) for one in kept)


def test_headings_and_notes_with_number_signs_are_no_tags() -> None:
    headings = "".join(f"<h3><a href='/r/{n}'>#{n} 临江河</a></h3><p>{TEXT[n]}</p>" for n in range(3))
    assert {"#1 临江河", "#2 临江河"} <= set(read_text(headings))


def test_a_topic_alone_does_not_end_a_text() -> None:
    topic = "<a href='/t/1'>#临江治水#</a>"
    assert body_of(*TEXT, topic, "活动时间：7月22日至8月1日", "奖品：水杯一个")[-2:] == (
        "活动时间：7月22日至8月1日",
        "奖品：水杯一个",
    )


def test_addresses_of_the_site_below_a_text_are_none_of_it() -> None:
    lines = ("欢迎关注我们：", "官网：http://www.lin.example/", "微博：http://wb.example/lin")
    assert not set(lines[1:]) & set(body_of(*TEXT, *lines))


def test_a_text_goes_on_behind_a_heading_and_links_that_an_editor_typed_among_its_paragraphs() -> None:
    links = "".join(f"<p><a href='/{n}'>河口大霧航班延誤第{n}報，旅客可改簽</a></p>" for n in range(3))
    first, *others = (f"<p>{line}</p>" for line in TEXT)
    text = f"{first}<p>相關新聞：</p><div>ADVERTISEMENT</div>{links}{''.join(others)}"
    page = (
        f"<title>全省入海排污口整治现场会召开</title><h1>全省入海排污口整治现场会召开</h1><div>{text}</div>"
    )
    found = extract(Page("https://www.example.cn/a.html", page.encode()))
    assert tuple(found.body.splitlines()) == TEXT


def test_a_text_ends_at_such_a_heading_where_notices_of_the_site_follow() -> None:
    links = "".join(f"<p><a href='/{n}'>河口大霧航班延誤第{n}報，旅客可改簽</a></p>" for n in range(3))
    notices = "<p>未经临江网许可，不得转载。</p><p>如需转载，请注明来源：临江网。</p>"
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    page = f"<title>全省入海排污口整治现场会召开</title><h1>全省入海排污口整治现场会召开</h1><div>{text}<p>相關新聞：</p>{links}{notices}</div>"
    found = extract(Page("https://www.example.cn/a.html", page.encode()))
    assert tuple(found.body.splitlines()) == TEXT


def test_an_order_does_not_end_before_the_rules_that_it_puts_in_force() -> None:
    rules = "<h1>临江省排污口管理办法</h1><p>2022年7月20日</p><p>第一条 为了加强排污口管理，制定本办法。</p>"
    order = "".join(f"<p>{line}</p>" for line in TEXT)
    page = f"<title>临江省人民政府令</title><h1>临江省人民政府令</h1><div>2024-07-22 08:30 来源：临江日报</div><div>{order}{rules}</div>"
    found = extract(Page("https://www.example.cn/a.html", page.encode()))
    assert found.body.endswith("第一条 为了加强排污口管理，制定本办法。")


def test_counters_between_pictures_are_none_of_the_text_and_scores_are() -> None:
    counted = tuple(f"{n}/4" for n in range(1, 5))
    lines = [part for pair in zip(TEXT, counted, strict=False) for part in pair]
    assert body_of(*lines) == TEXT
    assert body_of(TEXT[0], "25/20", "25/18", "25/22", *TEXT[1:]) == (
        TEXT[0],
        "25/20",
        "25/18",
        "25/22",
        *TEXT[1:],
    )


def test_a_button_that_leads_elsewhere_is_none_of_the_text() -> None:
    text = f"<p>{TEXT[0]}</p><button class='btn'><a href='/zx'>我要咨询专家</a></button>" + "".join(
        f"<p>{line}</p>" for line in TEXT[1:]
    )
    page = (
        f"<title>全省入海排污口整治现场会召开</title><h1>全省入海排污口整治现场会召开</h1><div>{text}</div>"
    )
    found = extract(Page("https://www.example.cn/a.html", page.encode()))
    assert tuple(found.body.splitlines()) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "征文投稿邮箱：water@example.cn",
        "文章来源：本站所有征文均须由作者本人独立完成，不得抄袭他人，一经发现取消资格，请各县区、各单位高度重视这项工作，认真组织动员，在九月三十日以前按时报送。",
    ],
)
def test_what_a_call_for_contributions_ends_with_is_its_own(line: str) -> None:
    assert body_of(*TEXT, line) == (*TEXT, line)


def test_an_author_or_editor_below_a_text_is_named_without_post_and_desk() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT)
    page = (
        "<title>全省入海排污口整治现场会召开</title><h1>全省入海排污口整治现场会召开</h1><div>2024-07-22 08:30</div>"
        f"<div>{paragraphs}<p>（作者：河口水务集团经理 江帆）</p><p>责任编辑：新媒体团队 何燕</p></div>"
    )
    found = extract(Page("https://www.example.cn/a.html", page.encode()))
    assert (found.author, found.editor) == ("江帆", "何燕")
