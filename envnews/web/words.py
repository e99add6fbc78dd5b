"""What the report says, in Chinese and in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.web.figures import DAYS, MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "title": "生态环境新闻监测报告", "made": "生成时间", "articles": "篇文章", "portals": "个站点", "one_article": "篇文章", "one_portal": "个站点", "to": "至", "unit": "篇",
        "trend": f"近 {DAYS} 天每日发布量", "months": "逐月发布量", "map": f"近 {DAYS} 天各省发布量",
        "topics": f"近 {DAYS} 天主题分布", "topic_months": f"近 {MONTHS} 个月各主题发布量",
        "key_recent": "近 30 天发布", "key_before": "此前 30 天", "key_reprints": "转载", "key_edits": "发布后修改", "key_trouble": "异常站点",
        "reprinted": "转载最多的文章", "changed": "发布后被修改的文章", "withdrawn": "已撤下的文章", "trouble": "需要关注的站点",
        "all_portals": "各站点情况", "headline": "标题", "first": "首发站点", "reprints": "转载站点数", "lag": "最快转载（小时）",
        "portal": "站点", "earlier": "早 {}", "erased": "（标题已删除）", "and": "、", "when": "发现时间（北京时间）", "what": "改动", "newest": "最新文章", "outcome": "上次运行", "message": "说明",
        "changed_headline": "标题", "changed_body": "正文", "changed_published_at": "发布时间", "changed_source": "来源",
        "changed_attachments": "附件", "changed_document_number": "文号", "stored": "已存文章", "recent": f"近 {DAYS} 天",
        "observed": "有观察的天数", "none": "无", "empty": "数据库里还没有文章。", "never": "未运行",
        "day_note": "按页面标明的发布日期（北京时间）统计，“近若干天”截至最新一篇文章的日期；主题可重叠，一篇文章可属多个主题；未收录站点的省级行政区显示“–”，0 表示该期间没有发布。",
        "observed_note": f"“有观察的天数”是近 {DAYS} 天内看过该站点栏目列表的天数：没有看过不等于没有发布。",
        "ok": "正常", "nothing_new": "无新文章", "degraded": "部分失败", "empty_list": "列表为空", "site_changed": "页面改版",
        "blocked": "被拦截", "dns_failure": "域名无法解析", "tls_failure": "证书或加密连接失败", "http_error": "服务器报错", "timeout": "超时",
        "robots_denied": "robots.txt 禁止", "skipped_javascript": "需浏览器，已跳过", "gap": "列表有缺口", "crashed": "程序出错", "killed": "被中止",
    },
    "en": {
        "title": "Environment news: monitoring report", "made": "Made", "articles": "articles", "portals": "portals", "one_article": "article", "one_portal": "portal", "to": "to",
        "unit": "articles", "trend": f"Published a day, last {DAYS} days", "months": "Published a month",
        "map": f"Published by province, last {DAYS} days", "topics": f"Topics, last {DAYS} days",
        "topic_months": f"Topics by month, last {MONTHS} months",
        "key_recent": "Published in 30 days", "key_before": "The 30 days before", "key_reprints": "Reprints", "key_edits": "Edits",
        "key_trouble": "Portals in trouble", "reprinted": "Most reprinted", "changed": "Edited after publication",
        "withdrawn": "Withdrawn", "trouble": "Portals in trouble", "all_portals": "All portals", "headline": "Headline",
        "first": "First on", "reprints": "Reprinted by", "lag": "First reprint after (hours)", "portal": "Portal",
        "earlier": "{} before", "erased": "(headline erased)", "and": ", ", "when": "Seen at (+08:00)", "what": "Changed", "newest": "Newest article", "outcome": "Last run", "message": "Message",
        "changed_published_at": "time", "changed_document_number": "document number", "stored": "Articles stored",
        "recent": f"Last {DAYS} days", "observed": "Days observed", "none": "none", "never": "never run",
        "empty": "The database holds no articles yet.",
        "day_note": "By the stated date of publication (+08:00); the last days end with that of the newest article; an article may have several topics; “–” marks provinces of which no"
        " portal is known, 0 those that published nothing.",
        "observed_note": f"“Days observed” are those of the last {DAYS} on which a list of the portal was looked at: not observed is not"
        " the same as nothing published.",
        "ok": "well", "nothing_new": "nothing new", "degraded": "some pages failed", "empty_list": "empty list",
        "site_changed": "site changed", "blocked": "blocked", "dns_failure": "name not found", "tls_failure": "TLS failure",
        "http_error": "HTTP error", "timeout": "timeout", "robots_denied": "denied by robots.txt",
        "skipped_javascript": "skipped, needs a browser", "gap": "gap in the lists", "crashed": "crashed", "killed": "killed",
    },
}  # fmt: skip
"""The words by language and name. An outcome's name is its code."""

TOPICS: Final[Mapping[str, str]] = {
    "water": "Water", "marine": "Marine", "air": "Air", "soil": "Soil", "waste": "Solid waste", "noise": "Noise",
    "nuclear": "Nuclear and radiation", "ecology": "Ecology", "climate": "Climate and carbon", "inspection": "Inspection",
    "enforcement": "Enforcement", "eia": "EIA", "monitoring": "Monitoring", "policy": "Policy",
}  # fmt: skip
"""English names of the topics by code."""
