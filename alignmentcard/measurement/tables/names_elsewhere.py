"""What columns of items, raters and answers are called in other languages than English."""

import re

ELSEWHERE = {
    "item": frozenset("kommentar beispiel satz aufgabe beitrag objekt aussage ausserung elemento comentario "
                      "frase ejemplo texto tarea comentarios identifiant commentaire phrase exemple texte tache "
                      "commento esempio testo".split()),
    "rater": frozenset("annotierende annotator_in bewerter bewerter_in bewertende rater_in kodierer proband "
                       "probandin teilnehmer teilnehmer_in befragte befragter befragte_r befragte_person "
                       "person_id anotador anotadora evaluador evaluadora participante annotateur annotatrice "
                       "evaluateur evaluatrice participant_e avaliador avaliadora codeur annotatore valutatore "
                       "partecipante".split()),
    "value": frozenset("bewertung wert urteil antwort einschatzung einstufung puntuacion valoracion respuesta "
                       "etiqueta calificacion juicio evaluation jugement reponse etiquette avaliacao pontuacao "
                       "resposta valutazione risposta punteggio giudizio".split()),
}  # fmt: skip
"""The same in German, Spanish, French, Portuguese and Italian, without accents."""
OTHER_SCRIPTS = {
    "rater": re.compile(
        "((标注|標註|标记|评分|評分|评价|評価|评审|评估|评测|判定|作業|採点|编码|审核|参加|参与|受试|回答|被験)(员|員|者|人|人员|专家)"
        "|评委|被试|专家|志愿者|用户|用戶|アノテータ|アノテーター|ラベラー|ユーザー)(编号|編號|姓名|番号|名)?"
        "|평가자|주석자|작업자|라벨러|참가자|응답자|어노테이터"
        "|(аннотатор|разметчик|ас+ес+ор|оценщик|эксперт|участник|респондент|кодировщик)а?"
        "|ال(مقيم|مقيّم|معلق|مشارك|محكم|مصنف|مراجع)"
    ),
    "item": re.compile(
        "(样本|樣本|文本|句子|评论|評論|题目|題目|文章|条目|语料|项目|項目|文書|文|発話|コメント|投稿|テキスト|文档|图片|视频)"
        "(编号|編號|序号|番号|內容|内容)?|编号|序号|문장|댓글|문서|항목|텍스트"
        "|(текст|пример|объект)а?|(комментари|предложени|задани|высказывани)[йея]"
        "|ال(نص|جملة|تعليق|عبارة|سؤال|معرف)"
    ),
    "value": re.compile(
        "(情感|情绪|分类|标注|态度|毒性|感情)?(标签|標籤|评分|評分|分数|分數|得分|打分|等级|评价|判断|ラベル|スコア)"
        "|标注结果|标注|情感|答案|評価(値|点)?|得点|点数|判定|回答|평가|점수|평점|라벨|레이블|응답"
        "|оценка|ответ|метка|балл|разметка|тональность|ال(تقييم|تصنيف|درجة|إجابة|تسمية|رأي)"
    ),
}
"""The same in Chinese, Japanese, Korean, Russian and Arabic, without blanks and underscores."""
