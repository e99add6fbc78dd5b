"""Words that mean the same in the news, and words that mean the contrary or another thing."""

from __future__ import annotations

SYNONYMS = tuple(
    frozenset(words.split())
    for words in """
    指出 强调 表示 说 介绍 透露 认为 称 告诉记者 谈到 提到 坦言
    生态环境 环境保护 环保 环境
    立方米 m3 m³ 立方 方
    微克 ug μg µg
    毫克 mg
    平方公里 平方千米 km2 km²
    平方米 m2 m² 平米
    公里 千米 km
    公斤 千克 kg
    摄氏度 ℃ 度
    吨 t
    细颗粒物 pm2.5
    可吸入颗粒物 pm10
    臭氧 o3
    挥发性有机物 vocs
    二氧化碳 co2
    数据 资料
    信息 资讯
    网络 网路
    质量 品质
    视频 影片
    软件 软体
    通过 透过
    水平 水准
    项目 专案
    程序 程式
    采样 取样
    问 记者
    召开 举行 举办 开展 进行 组织 组织开展 实施 启动
    印发 下发 出台 发布 公布 颁布 制定
    超过 逾 多于 超
    达到 达 为 至 到
    约 近 大约 左右
    共 累计 总计 合计 共计
    增加 增长 上升 提高 提升 升高 增
    减少 下降 降低 降
    位于 地处 坐落于
    市民 居民 群众 老百姓 百姓 公众
    正式 已 已经
    立即 随即 迅速 马上 第一时间
    负责同志 负责人 领导
    参加 出席 参加了 出席了
    其他 其它
    账号 帐号
    账 帐
    可以 能够 还能 也能 可 能
    十 10
    百 100
    千 1000
    万 10000
    像 象
    登录 登陆
    隐私 私隐
    素质 质素
    运营 营运
    计划 计画
    购置 购买 采购 买 添置
    出发 启航 启程 起航
    历时 为期
    出租车 的士
    公交车 巴士 公交
    陪同 参加 陪同调研
    全部 均 都 全
    截至 截止 到
    当天 当日 同日 同一天
    昨天 昨日
    今天 今日
    获悉 了解到 得知
    成立 组建 设立
    建成 建立 建设
    投入 投资 斥资
    发现 查出 查获 看到
    记 笔
    要求 强调 提出 明确
    工作 任务
    企业 公司 单位
    专家 学者 人士
    问题 情况
    部门 单位
    检查 排查 抽查 督查
    治理 整治 整改
    联合 会同 协同 携手
    察看 查看 踏看 走访
    处罚 罚款
    保护 守护
    显示 表明
    名 人 位 余名 多名
    座 个 处 家
    余 多
    唯一 惟一
    日 天
    他 她 它
    元 块 块钱
    美元 美金
    记者 作者 文 撰文 采写
    参考 综合 综合自 来源 文章来源 转自 转载自 摘自 来自
    论文 报告 文章
    """.strip().splitlines()
)
"""What introduces a speech, names of the departments, units, pollutants, words of Taiwan, verbs of the news."""

OPPOSITES = tuple(
    tuple(frozenset(side.split()) for side in line.split("|"))
    for line in """
    上升 升高 提高 提升 增加 增长 | 下降 降低 减少 | 持平 不变 无明显变化 无变化
    好转 改善 变好 转好 | 恶化 变差 转差 | 持平 无明显变化 无变化
    偏高 偏多 | 偏低 偏少 | 正常
    优于 | 劣于
    合格 | 不合格
    达标 | 超标 不达标 未达标
    符合 | 不符合 未符合
    属实 | 不实
    检出 | 未检出
    受影响 | 未受影响
    启动 发布 开启 启用 开始 | 解除 终止 关闭 停用 结束
    启动 开始 | 完成 结束
    半幅 半封闭 | 全幅 全封闭
    上涨 上扬 走高 | 下跌 走低 回落
    恢复 开始 开放 | 停止 暂停 结束 关闭
    升级 | 降级
    新增 增设 | 取消 撤销
    上线 启用 | 下线 停用
    允许 | 禁止
    提前 | 推迟 延期 延后
    延长 | 缩短
    开工 签约 | 竣工 完工 建成 投用 投运 投产
    开幕 | 闭幕
    通过 | 未通过
    生效 | 失效
    有效 | 无效
    成功 | 失败
    免费 | 收费
    立案 | 结案
    同意 批准 核发 | 不同意 未同意 不予批准 未批准 不批准 注销 撤销
    受理 | 批准
    招标 | 中标
    全部 | 部分
    中期 | 终期 末期
    """.strip().splitlines()
)
"""One for the other turns a finding round: words of different sides of a line."""

ALTERNATIVES = (
    "东西南北中",
    "春夏秋冬",
    "氮硫碳氯氟磷汞铅镉铬砷铜锌镍锰",
    "水气土声",
    "男女",
    "猪牛羊鸡鸭鹅",
    "左右",
    "前后",
    "氨氯苯醇醛酚酸碱烷烯",
    "增减",
    "升降",
    "涨跌",
    "高低",
    "有无",
    "已未",
    "是非",
    "优良差劣",
    "轻中重",
    "大小",
    "干支",
    "内外",
    "公私",
    "城乡",
    "昼夜",
    "早晚",
    "单双",
    "新旧",
    "进出",
    "深浅",
    "长短",
    "冷热",
    "abcdefgh",
)
"""Characters of which another one makes another thing: 城东 is not 城西."""

_GROUPS: dict[str, set[int]] = {}
for _number, _words in enumerate(SYNONYMS):
    for _word in _words:
        _GROUPS.setdefault(_word, set()).add(_number)


def are_synonyms(one: str, other: str) -> bool:
    """Return whether two words stand in one group.

    >>> are_synonyms("召开", "举行"), are_synonyms("召开", "印发")
    (True, False)
    """
    return not _GROUPS.get(one, set()).isdisjoint(_GROUPS.get(other, ()))
