// Hints of personal data: e-mail addresses, telephone numbers, the Brazilian tax numbers CPF and CNPJ, card numbers.
// Each form is strict enough that dates, prices, scores and book numbers pass: numbers with check digits must have
// them right, telephone numbers an area code, a plus sign or the dash after a mobile's five digits.

/** What kind of personal data a text seems to hold. */
export type PersonalKind = "email" | "phone" | "cpf" | "cnpj" | "card";

/** Where it stands, in UTF-16 units. */
export interface PersonalHint {
  readonly kind: PersonalKind;
  readonly at: number;
  readonly length: number;
}

/** What is written in the place of personal data, by the language of the setting. */
export const PERSONAL_MARKS = {
  english: { email: "[email]", phone: "[phone]", cpf: "[CPF]", cnpj: "[CNPJ]", card: "[card]" },
  portuguese: { email: "[e-mail]", phone: "[telefone]", cpf: "[CPF]", cnpj: "[CNPJ]", card: "[cartão]" },
} as const satisfies Record<string, Record<PersonalKind, string>>;

/** The area codes in use in Brazil. */
const AREA = "(?:1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])";
const SUBSCRIBER = String.raw`(?:9[ .]?\d{4}|[2-5]\d{3})[-. ]?\d{4}`;

/** Forms in the order in which they are tried at each place; none reaches over a line. */
const FORMS = (
  [
    {
      kind: "email",
      form: String.raw`(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}_%+-][\p{L}\p{N}._%+-]{0,63}@(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,8}\p{L}{2,24}`,
    },
    { kind: "cnpj", form: String.raw`\d{2}\.?\d{3}\.?\d{3}/?\d{4}-?\d{2}`, isReal: isCnpj },
    { kind: "cpf", form: String.raw`\d{3}\.?\d{3}\.?\d{3}-?\d{2}`, isReal: isCpf },
    { kind: "card", form: String.raw`[3-6]\d{3}(?:[ -]?\d{4}){3}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5}`, isReal: isCard },
    { kind: "phone", form: String.raw`\+55[ -]?\(?${AREA}\)?[ -]?${SUBSCRIBER}` },
    {
      kind: "phone",
      form: String.raw`\+[1-9](?:[ .-]?\(?\d{1,5}\)?){2,6}`,
      isReal: (text) => inRange(digits(text), 8, 15),
    },
    { kind: "phone", form: String.raw`\(0?${AREA}\) ?${SUBSCRIBER}` },
    { kind: "phone", form: `0?${AREA}[ -]${SUBSCRIBER}`, isReal: hasDash },
    { kind: "phone", form: String.raw`9\d{4}-\d{4}` },
    { kind: "phone", form: String.raw`\([2-9]\d{2}\) ?\d{3}-\d{4}|[2-9]\d{2}-\d{3}-\d{4}` },
  ] as readonly { readonly kind: PersonalKind; readonly form: string; isReal?(text: string): boolean }[]
).map((entry) => ({ ...entry, whole: new RegExp(`^(?:${entry.form})$`, "u") }));

/** A number that goes on at either side is another number; the address has its own edge. */
const NUMBER_EDGES = (form: string) =>
  String.raw`(?<![\p{L}\p{N}]|\d[.,/-]|[+$€£%#])(?:${form})(?![\p{L}\p{N}]|[.,/-]\d)`;

const ANY = new RegExp(
  FORMS.map(({ kind, form }) => `(${kind === "email" ? form : NUMBER_EDGES(form)})`).join("|"),
  "gu",
);

/** What every hint holds: an @, or as many digits as the shortest telephone number. */
const WORTH_LOOKING = /@|\d(?:[^\d\n]{0,3}\d){7}/;

/** Lists the hints of personal data in a text, in order. */
export function findPersonalData(text: string): readonly PersonalHint[] {
  if (!WORTH_LOOKING.test(text)) return [];
  const hints: PersonalHint[] = [];
  const pattern = new RegExp(ANY);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const hint = hintIn(match);
    if (hint !== null) hints.push(hint);
    // A form that fails its check may hide another one that begins inside it.
    pattern.lastIndex = match.index + (hint?.length ?? 1);
  }
  return hints;
}

/** Writes marks in the place of personal data and counts them. */
export function maskPersonalData(
  text: string,
  language: keyof typeof PERSONAL_MARKS,
): { readonly text: string; readonly count: number } {
  const hints = findPersonalData(text);
  if (hints.length === 0) return { text, count: 0 };
  let masked = "";
  let from = 0;
  for (const { kind, at, length } of hints) {
    masked += text.slice(from, at) + PERSONAL_MARKS[language][kind];
    from = at + length;
  }
  return { text: masked + text.slice(from), count: hints.length };
}

/** Checks what the forms matched, whole and then without its last groups of digits, which may be the next number. */
function hintIn(match: RegExpExecArray): PersonalHint | null {
  const first = match.findIndex((group, index) => index > 0 && group !== undefined) - 1;
  for (let found = match[0]; found !== ""; found = found.slice(0, Math.max(0, found.lastIndexOf(" ")))) {
    for (const { kind, whole, isReal } of FORMS.slice(first)) {
      if (whole.test(found) && isReal?.(found) !== false) return { kind, at: match.index, length: found.length };
    }
  }
  return null;
}

function digits(text: string): string {
  return text.replace(/\D/g, "");
}

function inRange({ length }: string, least: number, most: number): boolean {
  return length >= least && length <= most;
}

/** A number without parentheses needs a dash or a mobile's 9, and may not be a pair of years. */
function hasDash(text: string): boolean {
  const subscriber = text.replace(/^0?\d{2}[ -]/, "");
  return (
    !/^(?:19|20)\d{2}[-. ](?:19|20)\d{2}$/.test(subscriber) &&
    (subscriber.includes("-") || /^9[ .]?\d{4}[ .]?\d{4}$/.test(subscriber))
  );
}

/** CPF: eleven digits, the last two check digits modulo 11 with weights 10…2 and 11…2. */
function isCpf(text: string): boolean {
  const number = digits(text);
  return number.length === 11 && !/^(\d)\1+$/.test(number) && hasCheckDigits(number, [10, 9, 8, 7, 6, 5, 4, 3, 2]);
}

/** CNPJ: fourteen digits, the last two check digits modulo 11 with weights 5…2, 9…2 and 6…2, 9…2. */
function isCnpj(text: string): boolean {
  const number = digits(text);
  const weights = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  return number.length === 14 && !/^(\d)\1+$/.test(number) && hasCheckDigits(number, weights);
}

function hasCheckDigits(number: string, weights: readonly number[]): boolean {
  const check = (list: readonly number[]) => {
    const sum = list.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
    return sum % 11 < 2 ? 0 : 11 - (sum % 11);
  };
  const before = weights.length === 9 ? 11 : 6;
  return (
    check(weights) === Number(number[weights.length]) &&
    check([before, ...weights]) === Number(number[weights.length + 1])
  );
}

/** Cards: the digits' sum modulo 10 after Luhn (ISO/IEC 7812-1). */
function isCard(text: string): boolean {
  const number = digits(text);
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0 && !/^(\d)\1+$/.test(number);
}
