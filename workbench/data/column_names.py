"""What columns are usually called: in English, and in the most frequent words of a few other languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TypeVar

from workbench.data.table_guess import ItemRole

Key = TypeVar("Key", bound=str)

_NAMES: dict[str, str] = {
    "user": "user userid uid customer customerid reviewer reviewerid member memberid visitor visitorid account "
    "accountid person personid session sessionid profile profileid playlist playlistid pid username client "
    "clientid "
    "viewer viewerid listener listenerid reader readerid device deviceid userkey personkey usersha1 channelviewer",
    "item": "item itemid iid movie movieid film filmid product productid asin parentasin article articleid track "
    "trackid song songid book bookid isbn game gameid business businessid content contentid aid sku artist "
    "artistid "
    "recipe recipeid anime animeid news newsid video videoid course courseid app appid show showid episode "
    "episodeid "
    "trackuri url link itemkey",
    "value": "rating ratings value score stars star overall weight preference count plays playcount quantity "
    "watchratio watchtime watchseconds watchduration watchedseconds secondswatched minuteswatched playduration "
    "playtime hours hoursplayed listencount strength",
    "time": "timestamp time ts date datetime unixreviewtime reviewtime createdat eventtime ratedat "
    "watchedat playedat "
    "viewedat listenedat visitedat purchasedat orderdate ratingdate reviewdate watchdate clicktime "
    "starttime posted "
    "addedat occurredat updatedat day when t",
}
_ITEM_ROLES: dict[ItemRole, str] = {
    "title": "title itemtitle itemname movietitle moviename movie producttitle productname trackname songname "
    "songtitle booktitle gamename gametitle artistname videotitle newstitle headline appname businessname",
    "categories": "genre genres category categories tags topics maincategory itemcategory productcategory "
    "movieclass "
    "videocategory",
    "year": "year releaseyear movieyear yearofpublication publicationyear",
    "text": "description overview plot abstract synopsis itemdescription productdescription",
    "image": "image imagepath poster posterpath cover picture picturepath imagefile",
    "audio": "audio audiopath audiofile soundfile",
}
# Names that say so little that they count in a table of items alone, not among interactions.
_BARE_ROLES: dict[ItemRole, str] = {
    "title": "name label",
    "categories": "class type",
    "text": "text summary content features",
    "year": "releasedate",
}

# German, French, Spanish, Portuguese, Italian, Chinese and Japanese, looked for after the English ones.
_OTHER_NAMES: dict[str, str] = {
    "user": "benutzer benutzerid benutzername nutzer nutzerid kunde kundenid kundennummer kundennr mitglied "
    "mitgliedsnummer utilisateur utilisateurid idutilisateur abonné usuario usuarioid idusuario usuário cliente "
    "clienteid idcliente utente utenteid 用户 用户id 用户编号 用户名 使用者 顾客 客户 客户id 会员 会员id "
    "观众 読者 ユーザー "
    "ユーザーid 会員 顧客",
    "item": "artikel artikelid artikelnummer artikelnr produkt produktid produktnummer ware gegenstand produit "
    "produitid idproduit livre artículo producto productoid idproducto película libro produto prodotto articolo "
    "物品 物品id 物品编号 商品 商品id 商品编号 产品 产品id 项目 项目id 电影 电影id 影片 影片id 书籍 图书 "
    "图书id 歌曲 歌曲id 视频 "
    "视频id 文章 文章id 新闻id アイテム アイテムid 製品",
    "value": "bewertung bewertungen wertung sterne punkte anzahl menge note évaluation étoiles quantité "
    "calificación "
    "puntuación valoración cantidad avaliação valutazione voto quantità 评分 打分 得分 分数 评价 星级 次数 "
    "数量 播放次数 点击次数 "
    "時間 評価 点数",
    "time": "zeit zeitpunkt zeitstempel datum horodatage fecha hora marcadetiempo 时间 时间戳 日期 "
    "评分时间 评论时间 观看时间 "
    "点击时间 時間 日時 日付 タイムスタンプ",
}
_OTHER_ITEM_ROLES: dict[ItemRole, str] = {
    "title": "titel filmtitel buchtitel produktname artikelname titre título titolo 标题 片名 电影名 "
    "电影名称 书名 歌名 商品名称 "
    "商品名 物品名称 新闻标题 タイトル 商品名",
    "categories": "kategorie kategorien gattung catégorie catégories género géneros categoría categorías "
    "categoria genere 类别 类型 分类 标签 カテゴリ ジャンル",
    "year": "jahr erscheinungsjahr année año ano anno 年份 上映年份 出版年份",
    "text": "beschreibung inhalt descripción descrição descrizione 描述 简介 内容 摘要 説明",
    "image": "bild bilder imagen immagine 图片 封面 海报 画像",
    "audio": "ton tonspur 音频 音频文件 音声",
}

_OTHER_BARE_ROLES: dict[ItemRole, str] = {"title": "nombre nome nom 名称 名字", "text": "texto texte testo 文本"}


def plain_name(name: str) -> str:
    """Return a column's name without capitals, accents, spaces and signs: `Kunden-Nr.` is `kundennr`."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]", "", "".join(c for c in apart if not unicodedata.combining(c)))


def words_of(name: str) -> list[str]:
    """Return the words of a column's name, each as `plain_name` writes it."""
    return [plain_name(word) for word in re.split(r"[\W_]+", name)]


def _together(*tables: Mapping[Key, str]) -> dict[Key, tuple[str, ...]]:
    keys = dict.fromkeys(key for table in tables for key in table)
    return {key: tuple(plain_name(w) for table in tables for w in table.get(key, "").split()) for key in keys}


# The names of columns with users, items, values and times, the most telling first, as `plain_name` writes them.
NAMES = _together(_NAMES, _OTHER_NAMES)
# The same for what tells about items; `BARE_ROLES` say so little that they count in a table of items alone.
ITEM_ROLES = _together(_ITEM_ROLES, _OTHER_ITEM_ROLES)
BARE_ROLES = _together(_BARE_ROLES, _OTHER_BARE_ROLES)
