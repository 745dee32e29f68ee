// Whether the letters of a text go together: decoded wrongly, a text of one language shows letters that no language
// has side by side, such as `ŕ` of Slovak with `ę` of Polish for the `à` and `ê` of Portuguese.

/** Letters outside ASCII of languages in Latin script, without those that hardly occur. */
const ALPHABETS = [
  "áâãàçéêíóôõúü", // Portuguese
  "áéíñóúü", // Spanish
  "àçèéíïòóúü", // Catalan
  "àâæçèéêëîïôœùûüÿ", // French
  "àèéìîòóù", // Italian
  "äöüß", // German
  "áèéëêïóöü", // Dutch
  "áàåäæéèëöøðþíóúý", // Nordic languages
  "ąćęłńóśźż", // Polish
  "áčďéěíľĺňóôŕřšťúůýžä", // Czech and Slovak
  "áéíóöőúüű", // Hungarian
  "âăîșşțţ", // Romanian
  "ćčđšž", // Croatian, Slovene
  "ąčęėįšųūž", // Lithuanian
  "āčēģīķļņšūž", // Latvian
  "äõöüšž", // Estonian
  "âçğıİîöşûü", // Turkish
  "ĉĝĥĵŝŭ", // Esperanto
  "ċġħż", // Maltese
  "àáâãăạảèéêẻẽẹìíỉĩịòóôõơọỏùúủũưụỳýỷỹỵđ", // Vietnamese
].map((letters) => new Set(letters));

const LATIN_LETTER = /^\p{Script=Latin}$/u;

/** Gives the share of the letters outside ASCII that the likeliest language has, 1 where there are none. */
export function alphabetShare(text: string): number {
  const counts = new Map<string, number>();
  // Turkish writes a dotted capital, which lower case would take apart.
  for (const [letter] of text.matchAll(/[^\0-\x7f]/g)) {
    const small = letter === "İ" ? letter : letter.toLowerCase();
    if (LATIN_LETTER.test(small)) counts.set(small, (counts.get(small) ?? 0) + 1);
  }
  let all = 0;
  for (const count of counts.values()) all += count;
  if (all === 0) return 1;
  const covered = ALPHABETS.map((alphabet) => {
    let known = 0;
    for (const [letter, count] of counts) if (alphabet.has(letter)) known += count;
    return known;
  });
  return Math.max(...covered) / all;
}
