"""Writes tests/truth/fixtures/text-metrics.json: what 50 answers score beside their references.

Run:      python3 -m venv VENV && VENV/bin/pip install sacrebleu==2.6.0
          VENV/bin/python tests/truth/make_text_metrics.py        (a second)
Made with Python 3.11 and sacreBLEU 2.6.0.

Words, BLEU and chrF are sacreBLEU's own: single answers by its sentence scores (BLEU with effective order), sets by its
corpus scores, at its defaults. Exact match and overlap of tokens follow SQuAD 2.0's evaluation with MLQA's articles, in
exact fractions until the last step. ROUGE is not here: the unit test asks js-rouge itself.
"""

import collections
import fractions
import json
import pathlib
import string
import unicodedata

import sacrebleu
from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

HERE = pathlib.Path(__file__).parent / "fixtures"
Fraction = fractions.Fraction
VERSION = "2.6.0"

words_13a = Tokenizer13a()
bleu, sentence_bleu, chrf = BLEU(), BLEU(effective_order=True), CHRF()


# --- SQuAD -------------------------------------------------------------------------------------------------------------

ARTICLES = {"en": {"a", "an", "the"}, "pt-BR": {"o", "a", "os", "as", "um", "uma", "uns", "umas"}, None: set()}


def answer_words(text, language):
    kept = (sign for sign in text.lower() if sign not in string.punctuation and not unicodedata.category(sign).startswith("P"))
    return [word for word in "".join(kept).split() if word not in ARTICLES[language]]


def overlap(answer, reference, language):
    ours, theirs = answer_words(answer, language), answer_words(reference, language)
    exact = int(ours == theirs)
    if not ours or not theirs:
        return exact, float(exact), float(exact), float(exact)
    shared = sum((collections.Counter(ours) & collections.Counter(theirs)).values())
    precision, recall = Fraction(shared, len(ours)), Fraction(shared, len(theirs))
    f1 = 2 * precision * recall / (precision + recall) if shared else 0
    return exact, float(precision), float(recall), float(f1)


# --- The pairs ---------------------------------------------------------------------------------------------------------

PAIRS = [
    # language, answer, reference
    ("pt-BR", "O Flamengo venceu o Vasco por 2 a 1.", "O Flamengo venceu o Vasco por 2 a 1."),
    ("pt-BR", "", ""),
    ("pt-BR", "", "O Maracanã foi inaugurado em 1950."),
    ("pt-BR", "O Maracanã foi inaugurado em 1950.", ""),
    ("pt-BR", "Maracanã", "O Maracanã"),
    ("pt-BR", "o maracana", "O Maracanã"),
    ("pt-BR", "A seleção brasileira ganhou cinco Copas do Mundo.", "O Brasil venceu a Copa do Mundo cinco vezes."),
    ("pt-BR", "Pelé marcou 1.283 gols na carreira, segundo ele mesmo.", "Segundo o próprio Pelé, foram 1.283 gols."),
    ("pt-BR", "A bola, de 410 a 450 g, custa R$ 129,90.", "A bola pesa de 410 a 450 g e custa R$ 119,90."),
    ("pt-BR", "não", "Não."),
    ("pt-BR", "sim sim sim sim sim", "sim"),
    ("pt-BR", "um a um", "1 a 1"),
    ("pt-BR", "Tênis de corrida leve, com solado de borracha.", "Tênis leve para corrida com solado em borracha."),
    ("pt-BR", "Camiseta 100% algodão, gola careca; lavar à mão!", "Camiseta de algodão (100%), gola careca: lave à mão."),
    ("pt-BR", "«Dom Casmurro» é de 1899", "Dom Casmurro — de 1899"),
    ("pt-BR", "Capitu tinha olhos de cigana oblíqua e dissimulada.", "olhos de cigana oblíqua e dissimulada"),
    ("pt-BR", "guarda-chuva azul-marinho", "guarda chuva azul marinho"),
    ("pt-BR", "Em 1958-1962, dois títulos.", "De 1958 a 1962: 2 títulos."),
    ("pt-BR", "o o o o o", "a a a a a"),
    ("pt-BR", "Zico jogou no Flamengo e na Udinese", "Udinese e Flamengo: Zico jogou nos dois"),
    ("pt-BR", "coração ❤️ bola ⚽", "bola ⚽ coração ❤️"),
    ("pt-BR", "linha um\nlinha dois", "linha um linha dois"),
    ("pt-BR", "á é í ó ú ç ã õ", "a e i o u c a o"),
    ("pt-BR", "x", "y"),
    ("pt-BR", "São Paulo, Rio de Janeiro e Belo Horizonte", "Rio de Janeiro, São Paulo e Belo Horizonte"),
    ("en", "The dog bit the man.", "The dog bit the man."),
    ("en", "", "No one was surprised."),
    ("en", "the cat", "A cat"),
    ("en", "cat", "the cat!"),
    ("en", "It wasn't surprising.", "It was not unexpected."),
    ("en", "The man had just bitten him.", "The man bit him first."),
    ("en", "to be, or not to be: that is the question", "To be or not to be, that is the question."),
    ("en", "A well-made running shoe, size 9.5, $1,299.00.", "A running shoe, well made; size 9.5 for $1,299.00"),
    ("en", "this is a fest", "this is a test"),
    ("en", "another test", "ref2"),
    ("en", "AT&amp;T &quot;rules&quot; &lt;b&gt;", 'AT&T "rules" <b>'),
    ("en", "hello<skipped>world", "hello world"),
    ("en", "hyphen-\nated word", "hyphenated word"),
    ("en", "3-4 or 3 - 4?", "3 - 4 or 3-4?"),
    ("en", "...and then, nothing...", "and then... nothing"),
    ("en", "1. 2, 3.4 5,6 .7 ,8 9.", "1 2 3.4 5,6 0.7 8 9"),
    ("en", "a.b.c,d", "a . b . c , d"),
    ("en", "naïve café résumé", "naive cafe resume"),
    ("en", "one two three four five six seven eight nine ten", "ten nine eight seven six five four three two one"),
    ("en", "the the the the the the the", "the cat is on the mat"),
    ("en", "Paris is the capital of France", "The capital of France is Paris."),
    ("en", "in 1966", "1966"),
    ("en", "tabs\tand\u00a0other\u2003spaces\u0085here", "tabs and other spaces here"),
    ("en", "C++ (and C#) ~ 50% {x} [y] `z` |w| ^v_ @u", "C++ and C# 50% x y z w v_ u"),
    ("en", "short", "a much longer reference than the answer that was given"),
]


# Small sets at the edges of the rules, most of them from sacreBLEU's own tests (test_sentence_bleu.py, test_chrf.py).
SETS = {
    "empty": [("", "nothing was answered")],
    "short": [("a", "a")],
    "romanian": [
        (
            "Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;",
            "producţia de zahăr brut se exprimă în zahăr alb;",
        )
    ],
    "nothingShared": [("this is a cat", "okay thanks")],
    "spaced": [("a b c", "abc")],
    "halfRight": [("a", "a"), ("b", "c")],
    "oneOfTwo": [("aa", "ab")],
}


def main():
    assert sacrebleu.__version__ == VERSION, sacrebleu.__version__
    assert len(PAIRS) == 50
    rows = []
    for language, answer, reference in PAIRS:
        exact, precision, recall, f1 = overlap(answer, reference, language)
        rows.append(
            {
                "language": language,
                "answer": answer,
                "reference": reference,
                "words13a": words_13a(answer).split(),
                "bleu": sentence_bleu.sentence_score(answer, [reference]).score,
                "chrf": chrf.sentence_score(answer, [reference]).score,
                "exactMatch": exact,
                "tokenPrecision": precision,
                "tokenRecall": recall,
                "tokenF1": f1,
            }
        )
    sets = {
        "all": [pair for _, *pair in PAIRS],
        "pt-BR": [pair for language, *pair in PAIRS if language == "pt-BR"],
        "en": [pair for language, *pair in PAIRS if language == "en"],
        **SETS,
    }
    corpora = {}
    for name, chosen in sets.items():
        answers, references = [answer for answer, _ in chosen], [[reference for _, reference in chosen]]
        corpora[name] = {
            "pairs": chosen if name in SETS else None,
            "bleu": bleu.corpus_score(answers, references).score,
            "chrf": chrf.corpus_score(answers, references).score,
        }
    fixture = {
        "madeWith": f"make_text_metrics.py by sacreBLEU {VERSION}: {bleu.get_signature()}, {chrf.get_signature()}",
        "articlesCount": {"answer": "the cat", "reference": "a cat", "tokenF1": overlap("the cat", "a cat", None)[3]},
        "pairs": rows,
        "corpora": corpora,
    }
    HERE.mkdir(exist_ok=True)
    (HERE / "text-metrics.json").write_text(json.dumps(fixture, ensure_ascii=False, indent=1) + "\n")
    print(f"{len(rows)} pairs and {len(corpora)} sets by sacreBLEU {VERSION}")


if __name__ == "__main__":
    main()
