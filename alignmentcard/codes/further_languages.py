"""English names of languages that ISO 639-3 has a code for and the shipped part of the registry no name."""

NAMES = {
    tag: name
    for line in """
        acm Mesopotamian Arabic; aeb Tunisian Arabic; ajp South Levantine Arabic; apc Levantine Arabic
        arb Standard Arabic; arq Algerian Arabic; ary Moroccan Arabic; arz Egyptian Arabic; ars Najdi Arabic
        afb Gulf Arabic; acq Ta'izzi-Adeni Arabic; cmn Mandarin Chinese; yue Cantonese; nan Min Nan Chinese
        wuu Wu Chinese; hak Hakka Chinese; prs Dari; pes Iranian Persian; gsw Swiss German; bar Bavarian
        ksh Colognian; pfl Palatine German; nap Neapolitan; lij Ligurian; lmo Lombard; pms Piedmontese
        vec Venetian; szl Silesian; ltg Latgalian; rup Aromanian; eml Emiliano-Romagnolo
        kea Cape Verdean Creole; pcm Nigerian Pidgin; swh Swahili; swc Congo Swahili
        fuv Nigerian Fulfulde; knc Central Kanuri; plt Plateau Malagasy; azb South Azerbaijani
        azj North Azerbaijani; uzn Northern Uzbek; khk Halh Mongolian; ckb Central Kurdish; kmr Northern Kurdish
        npi Nepali; ory Odia; lvs Standard Latvian; als Tosk Albanian; zsm Standard Malay; ydd Eastern Yiddish
        quy Ayacucho Quechua; quz Cusco Quechua; gug Paraguayan Guarani; ayr Central Aymara
        hyw Western Armenian; bjn Banjar; hne Chhattisgarhi; pnb Western Punjabi; skr Saraiki; syl Sylheti
        rhg Rohingya; ctg Chittagonian; ase American Sign Language; bfi British Sign Language
        gsg German Sign Language; fsl French Sign Language; ssp Spanish Sign Language; ise Italian Sign Language
        dse Dutch Sign Language; jsl Japanese Sign Language; csl Chinese Sign Language
        bzs Brazilian Sign Language; asf Australian Sign Language; swl Swedish Sign Language
        nsl Norwegian Sign Language; fse Finnish Sign Language; dsl Danish Sign Language
        pso Polish Sign Language; isg Irish Sign Language; ins Indian Sign Language; rsl Russian Sign Language
        tsm Turkish Sign Language
    """.replace("\n", ";").split(";")
    if line.strip()
    for tag, name in [line.strip().split(" ", 1)]
}
