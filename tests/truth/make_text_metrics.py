"""Writes tests/truth/fixtures/text-metrics.json: what 50 answers score beside their references.

Run:      python3 tests/truth/make_text_metrics.py        (a second; only the standard library is needed)
Made with Python 3.11. NLTK 3.8 (Debian's python3-nltk) is a further check where it is installed.

How the figures came about, honestly: sacreBLEU itself was not at hand. BLEU and chrF are computed here from its published
rules (mteval-v13a tokenisation, exponential smoothing, effective order; chrF2 with 6 orders of characters), by a program
that shares nothing with Curió's, in exact fractions until the last step. Before it writes anything it must give the
figures that sacreBLEU's README and its own tests publish (PUBLISHED below; those with two references, with another beta
or with white space are there for this program alone), and NLTK's where its rules agree. Exact match and overlap of tokens
follow SQuAD 2.0's evaluation with MLQA's articles. ROUGE is not here: its oracle is js-rouge, in the unit test.
"""

import collections
import fractions
import json
import math
import pathlib
import re
import string
import unicodedata

HERE = pathlib.Path(__file__).parent / "fixtures"
Fraction = fractions.Fraction


# --- BLEU --------------------------------------------------------------------------------------------------------------

SIGNS_APART = set(string.punctuation) - set(".,-'") | {" "}


def words_13a(text):
    """Walks over characters where the published tokenizer substitutes by patterns."""
    text = text.rstrip().replace("<skipped>", "").replace("-\n", "").replace("\n", " ")
    for entity, sign in (("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")):
        text = text.replace(entity, sign)
    text = "".join(f" {sign} " if sign in SIGNS_APART else sign for sign in f" {text} ")
    text = apart(text, lambda before, sign, after: before is not None and not digit(before) and sign in ".,", " {} ", 1, 0)
    text = apart(text, lambda before, sign, after: sign in ".," and after is not None and not digit(after), " {} ", 0, 1)
    text = apart(text, lambda before, sign, after: before is not None and digit(before) and sign == "-", " {} ", 1, 0)
    return text.split()


def digit(sign):
    return sign in "0123456789"


def apart(text, is_meant, put, eats_before, eats_after):
    """Sets signs apart from left to right; a neighbour that a match has eaten cannot begin or end another."""
    written, eaten, at = [], -1, 0
    while at < len(text):
        before = text[at - 1] if at > 0 else None
        after = text[at + 1] if at + 1 < len(text) else None
        if eats_before and at - 1 <= eaten:
            before = None
        if is_meant(before, text[at], after):
            written.append(put.format(text[at]))
            eaten = at + eats_after
            if eats_after:
                written.append(after)
                at += 1
        else:
            written.append(text[at])
        at += 1
    return "".join(written)


def grams(units, n):
    return collections.Counter(tuple(units[at : at + n]) for at in range(len(units) - n + 1))


def bleu_counts(answer, references, words=words_13a):
    ours, theirs = words(answer), [words(reference) for reference in references]
    common, total = [], []
    for n in (1, 2, 3, 4):
        most = collections.Counter()
        for reference in theirs:
            most |= grams(reference, n)
        common.append(sum((grams(ours, n) & most).values()))
        total.append(sum(grams(ours, n).values()))
    nearest = min((len(reference) for reference in theirs), key=lambda size: (abs(size - len(ours)), size))
    return common + total + [len(ours), nearest]


def bleu_of(counts, effective):
    common, total, (ours, theirs) = counts[:4], counts[4:8], counts[8:]
    if not any(common):
        return 0.0
    precisions, halving = [], 1
    for shared, all_of_them in zip(common, total):
        if all_of_them == 0:
            break
        if shared == 0:
            halving *= 2
        precisions.append(Fraction(shared, all_of_them) if shared else Fraction(1, halving * all_of_them))
    if len(precisions) < 4 and not effective:
        return 0.0
    product = math.prod(precisions)
    brevity = math.exp(1 - theirs / ours) if ours < theirs else 1.0
    return 100 * brevity * float(product) ** (1 / len(precisions))


def corpus_bleu(answers, references, words=words_13a):
    rows = [bleu_counts(*pair, words) for pair in zip(answers, references)]
    return bleu_of([sum(column) for column in zip(*rows)], effective=False)


def sentence_bleu(answer, reference):
    return bleu_of(bleu_counts(answer, [reference]), effective=True)


# --- chrF --------------------------------------------------------------------------------------------------------------


def chrf_counts(answer, reference, spaces=False):
    squeeze = (lambda text: text) if spaces else (lambda text: "".join(text.split()))
    ours, theirs = squeeze(answer), squeeze(reference)
    rows = []
    for n in range(1, 7):
        expected = sum(grams(theirs, n).values())
        written = sum(grams(ours, n).values()) if expected else 0
        rows.append((written, expected, sum((grams(ours, n) & grams(theirs, n)).values())))
    return rows


def chrf_of(rows, beta=2):
    known = [(Fraction(shared, written), Fraction(shared, expected)) for written, expected, shared in rows if written and expected]
    if not known:
        return 0.0
    precision = sum(p for p, _ in known) / len(known)
    recall = sum(r for _, r in known) / len(known)
    if precision + recall == 0:
        return 0.0
    return float(100 * (1 + beta**2) * precision * recall / (beta**2 * precision + recall))


def corpus_chrf(answers, references, beta=2, spaces=False):
    per_pair = []
    for answer, several in zip(answers, references):
        options = [chrf_counts(answer, reference, spaces) for reference in several]
        per_pair.append(max(options, key=lambda rows: chrf_of(rows, beta)))
    summed = [tuple(map(sum, zip(*order))) for order in zip(*per_pair)]
    return chrf_of(summed, beta)


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


# --- What sacreBLEU publishes ------------------------------------------------------------------------------------------

README_ANSWERS = ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."]
README_REFERENCES = [
    ["The dog bit the man.", "The dog had bit the man."],
    ["It was not unexpected.", "No one was surprised."],
    ["The man bit him first.", "The man had bitten the dog."],
]
ROMANIAN = (
    "Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;",
    "producţia de zahăr brut se exprimă în zahăr alb;",
)
RISK = (
    "risk assessment must be made of those who are qualified and expertise in the sector - these are the scientists .",
    "risk assessment has to be undertaken by those who are qualified and expert in that area - that is the scientists .",
)
OBAMA = (
    "Die Beziehung zwischen Obama und Netanjahu ist nicht gerade freundlich.",
    "Das Verhältnis zwischen Obama und Netanyahu ist nicht gerade freundschaftlich.",
)

# Where it stands, what this program gives, the published figure, how near they must be.
PUBLISHED = [
    ("README and test/test_bleu.py, two references", corpus_bleu(README_ANSWERS, README_REFERENCES), 48.530827, 1e-6),
    ("test/test_bleu.py, no tokenisation", corpus_bleu(README_ANSWERS, README_REFERENCES, str.split), 49.1919566, 1e-6),
    ("README, two references", corpus_chrf(README_ANSWERS, README_REFERENCES), 59.73, 5e-3),
    ("test/test_chrf.py, beta 3, white space", corpus_chrf([RISK[0]], [[RISK[1]]], 3, True), 65.2414427, 1e-6),
    ("test/test_chrf.py, beta 3, white space", corpus_chrf([OBAMA[0]], [[OBAMA[1]]], 3, True), 67.3481606, 1e-6),
]
# Those of one reference and the rules that Curió has, which its own code must give as well.
PUBLISHED_SENTENCES = [("test/test_sentence_bleu.py", *ROMANIAN, 8.493, 1e-3), ("test/test_sentence_bleu.py", "this is a cat", "okay thanks", 0.0, 1e-3)]
PUBLISHED_CHRF = [
    ("test/test_chrf.py, effective order", ["a"], ["a"], 100.0, 1e-4),
    ("test/test_chrf.py, effective order", [""], ["reference"], 0.0, 1e-4),
    ("test/test_chrf.py, effective order", ["a b c"], ["a b c"], 100.0, 1e-4),
    ("test/test_chrf.py, effective order", ["a b c"], ["abc"], 100.0, 1e-4),
    ("test/test_chrf.py, effective order", [""], ["c"], 0.0, 1e-4),
    ("test/test_chrf.py, effective order", ["a", "b"], ["a", "c"], 50.0, 1e-4),
    ("test/test_chrf.py, effective order", ["aa"], ["ab"], 25.0, 1e-4),
]


def check_published():
    for where, given, published, tolerance in PUBLISHED:
        assert abs(given - published) < tolerance, (where, given, published)
    for where, answer, reference, published, tolerance in PUBLISHED_SENTENCES:
        assert abs(sentence_bleu(answer, reference) - published) < tolerance, (where, answer)
    for where, answers, references, published, tolerance in PUBLISHED_CHRF:
        given = corpus_chrf(answers, [[reference] for reference in references])
        assert abs(given - published) < tolerance, (where, answers, given)


def check_nltk(pairs):
    """NLTK's BLEU with its smoothing 3 is sacreBLEU's for answers of four words or more; counts of characters are alike."""
    try:
        from nltk.translate import bleu_score, chrf_score
    except ImportError:
        return False
    smooth = bleu_score.SmoothingFunction().method3
    for answer, reference in pairs:
        ours, theirs = words_13a(answer), words_13a(reference)
        if len(ours) >= 4 and set(ours) & set(theirs):
            given = 100 * bleu_score.sentence_bleu([theirs], ours, smoothing_function=smooth)
            assert abs(given - sentence_bleu(answer, reference)) < 1e-9, (answer, reference, given)
        for n, (written, expected, shared) in enumerate(chrf_counts(answer, reference), start=1):
            if written and expected:
                strip = lambda text: "".join(text.split())
                _, _, _, tp = chrf_score.chrf_precision_recall_fscore_support(strip(reference), strip(answer), n)
                assert tp == shared, (answer, reference, n)
    return True


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


def main():
    check_published()
    texts = [(answer, reference) for _, answer, reference in PAIRS]
    assert len(PAIRS) == 50
    has_nltk = check_nltk(texts)
    rows = []
    for language, answer, reference in PAIRS:
        exact, precision, recall, f1 = overlap(answer, reference, language)
        rows.append(
            {
                "language": language,
                "answer": answer,
                "reference": reference,
                "words13a": words_13a(answer),
                "bleu": sentence_bleu(answer, reference),
                "chrf": chrf_of(chrf_counts(answer, reference)),
                "exactMatch": exact,
                "tokenPrecision": precision,
                "tokenRecall": recall,
                "tokenF1": f1,
            }
        )
    corpora = {}
    for name, chosen in {
        "all": texts,
        "pt-BR": [pair for pair, (language, _, _) in zip(texts, PAIRS) if language == "pt-BR"],
        "en": [pair for pair, (language, _, _) in zip(texts, PAIRS) if language == "en"],
        "empty": [("", "nothing was answered")],
        "short": [("a", "a")],
    }.items():
        answers, references = [answer for answer, _ in chosen], [[reference] for _, reference in chosen]
        corpora[name] = {
            "pairs": chosen if len(chosen) == 1 else None,
            "bleu": corpus_bleu(answers, references),
            "chrf": corpus_chrf(answers, references),
        }
    without_articles_of_any = overlap("the cat", "a cat", None)
    made = "make_text_metrics.py, checked against the published figures of sacreBLEU"
    fixture = {
        "madeWith": made + (" and against NLTK 3.8" if has_nltk else ""),
        "published": {
            "sentenceBleu": [dict(zip(("where", "answer", "reference", "score", "tolerance"), row)) for row in PUBLISHED_SENTENCES],
            "chrf": [dict(zip(("where", "answers", "references", "score", "tolerance"), row)) for row in PUBLISHED_CHRF],
        },
        "articlesCount": {"answer": "the cat", "reference": "a cat", "tokenF1": without_articles_of_any[3]},
        "pairs": rows,
        "corpora": corpora,
    }
    HERE.mkdir(exist_ok=True)
    (HERE / "text-metrics.json").write_text(json.dumps(fixture, ensure_ascii=False, indent=1) + "\n")
    print(f"{len(rows)} pairs; NLTK {'agrees' if has_nltk else 'is not installed'}")


if __name__ == "__main__":
    main()
