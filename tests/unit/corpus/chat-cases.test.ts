// Chats as apps export them: who wrote and what, a record each; what nobody wrote is left out and told.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CorpusConfig } from "@/domain/config/run-config";
import { automaticTemplate } from "@/domain/corpus/automatic-template";
import { detectForm } from "@/domain/corpus/source-forms";
import type { SourceNote } from "@/domain/corpus/source-note";
import { CUTS, TIMEOUT } from "../support/fuzz";
import { arbitraryLengths, readBytes, readText, tableOf } from "./support";

const told = (notes: readonly SourceNote[]) => Object.fromEntries(notes.map(({ kind, count }) => [kind, count]));

function readChat(name: string, text: string, corpus: Partial<CorpusConfig> = {}) {
  const { columns, asides, rows, facts } = tableOf(readText(name, text, corpus));
  const messages = rows.map(({ line, values }) => [line, ...values.slice(0, 2)]);
  return { form: facts.form, columns, asides, messages, rows, notes: told(facts.notes), problems: facts.problemCount };
}

const ios = [
  "[12/03/24, 14:05:20] Família: \u200eAs mensagens e ligações são protegidas com a criptografia de ponta a ponta.",
  "\u200e[12/03/24, 14:05:22] Ana Souza: \u200eimagem ocultada",
  "[12/03/24, 14:05:30] Ana Souza: Oi, Bruno!",
  "Tudo bem?",
  "",
  "São 10:30: vamos?",
  "[12/03/24, 14:06:00] ~\u202fBruno: Oi, ana. @\u2068Ana Souza\u2069 vem \u200e<Mensagem editada>",
  "[12/03/24, 15:30:00] Ana Souza: Banana e Anastácia.",
  "\u200e[12/03/24, 15:31:00] Bruno: legenda \u200e<anexado: 0001-PHOTO.jpg>",
].join("\r\n");

const android = [
  "12/03/2024 14:05 - As mensagens e as ligações são protegidas com a criptografia de ponta a ponta.",
  '12/03/2024 14:05 - Ana criou o grupo "Feira: sábado"',
  "12/03/2024 14:06 - Ana: Quem vai?",
  "12/03/2024 14:07 - +55 11 98765-4321: Eu",
  "12/03/2024 14:08 - Ana: <Mídia oculta>",
  "12/03/2024 14:09 - Ana: IMG-20240312-WA0001.jpg (arquivo anexado)",
  "a feira",
  "12/03/2024 14:10 - Ana: @5511987654321 traz manga",
  "12/03/2024 14:11 - Ana: Mensagem apagada",
].join("\n");

const english = [
  "3/12/24, 2:05\u202fPM - Messages and calls are end-to-end encrypted.",
  "3/12/24, 2:06\u202fPM - Ana: Hi",
  "3/12/24, 2:07\u202fPM - Bob: <Media omitted>",
  "3/12/24, 11:58\u202fPM - Bob: Bye",
  "3/13/24, 12:10\u202fAM - Ana: Night",
].join("\n");

const telegram = JSON.stringify(
  {
    name: "Ana",
    type: "personal_chat",
    id: 1,
    messages: [
      {
        id: 1,
        type: "service",
        date: "2024-03-12T14:05:00",
        actor: "Ana",
        actor_id: "user1",
        action: "phone_call",
        text: "",
      },
      { id: 2, type: "message", date: "2024-03-12T14:06:00", from: "Ana", from_id: "user1", text: "Oi {" },
      {
        id: 3,
        type: "message",
        date: "2024-03-12T14:07:00",
        from: "Bruno",
        from_id: "user2",
        text: ["veja ", { type: "link", text: "isto" }, "!"],
      },
      { id: 4, type: "message", date: "2024-03-12T14:08:00", from: "Ana", from_id: "user1", photo: "a.jpg", text: "" },
    ],
  },
  null,
  1,
);

const telegramPage = `<!DOCTYPE html>
<html><head><title>Exported Data</title><style>x</style></head><body><div class="page_wrap"><div class="history">
 <div class="message service" id="message-1"><div class="body details">12 March 2024</div></div>
 <div class="message default clearfix" id="message1"><div class="body">
  <div class="pull_right date details" title="12.03.2024 14:05:00 UTC-03:00">14:05</div>
  <div class="from_name">Ana </div><div class="text">Oi &amp; tchau<br>de novo</div></div></div>
 <div class="message default clearfix joined" id="message2"><div class="body"><div class="text">Mais <a href="x">um</a></div></div></div>
 <div class="message default clearfix" id="message3"><div class="body"><div class="from_name">Bruno</div>
  <div class="media_wrap clearfix"><div class="media"><div class="title">Photo</div></div></div></div></div>
</div></div></body></html>`;

const discord = `==============================================================
Guild: Turma
Channel: geral
==============================================================

[12-Mar-24 02:05 PM] ana
oi
tudo bem?

[12-Mar-24 02:06 PM] bruno
sim

{Attachments}
https://cdn/a.png

==============================================================
Exported 2 message(s)
==============================================================
`;

const irc =
  "--- Log opened Tue\n14:05 -!- ana joined #rio\n14:05 <@ana> oi <b>\n14:06 < bruno> olá\n[14:07:10] <ana> tchau\n";
const copied = "Ana, [12/03/2024 14:05]:\nOi\n\nBruno, [12/03/2024 14:06]:\nOlá\n";
const messenger = JSON.stringify({
  participants: [{ name: "Jo\u00c3\u00a3o" }],
  messages: [
    { sender_name: "Jo\u00c3\u00a3o", timestamp_ms: 1710252300000, content: "Ol\u00c3\u00a1 \u00f0\u009f\u0098\u0080" },
    { sender_name: "Ana", timestamp_ms: 1710252360000, photos: [] },
  ],
});
const slack = JSON.stringify([
  {
    type: "message",
    ts: "1710252300.000100",
    user: "U1",
    user_profile: { real_name: "Ana", display_name: "" },
    text: "oi",
  },
  { type: "message", subtype: "channel_join", ts: "1710252301.000100", user: "U2", text: "joined" },
]);

describe("kinds of chats", () => {
  it.each([
    [
      "WhatsApp on iOS",
      "_chat.txt",
      ios,
      [
        [3, "Ana Souza", "Oi, Bruno!\nTudo bem?\n\nSão 10:30: vamos?"],
        [7, "Bruno", "Oi, ana. @Ana Souza vem"],
        [8, "Ana Souza", "Banana e Anastácia."],
        [9, "Bruno", "legenda"],
      ],
      { systemMessage: 1, mediaMessage: 1 },
    ],
    [
      "WhatsApp on Android",
      "Conversa.txt",
      android,
      [
        [3, "Ana", "Quem vai?"],
        [4, "+55 11 98765-4321", "Eu"],
        [6, "Ana", "a feira"],
        [8, "Ana", "@5511987654321 traz manga"],
      ],
      { systemMessage: 3, mediaMessage: 1 },
    ],
    [
      "WhatsApp in English",
      "chat.txt",
      english,
      [
        [2, "Ana", "Hi"],
        [4, "Bob", "Bye"],
        [5, "Ana", "Night"],
      ],
      { systemMessage: 1, mediaMessage: 1 },
    ],
    [
      "Telegram's JSON",
      "result.json",
      telegram,
      [
        [15, "Ana", "Oi {"],
        [23, "Bruno", "veja isto!"],
      ],
      { systemMessage: 1, mediaMessage: 1 },
    ],
    [
      "Telegram's pages",
      "messages.html",
      telegramPage,
      [
        [4, "Ana", "Oi & tchau\nde novo"],
        [7, "Ana", "Mais um"],
      ],
      { systemMessage: 1, mediaMessage: 1 },
    ],
    [
      "Discord's exporter",
      "geral.txt",
      discord,
      [
        [6, "ana", "oi\ntudo bem?"],
        [10, "bruno", "sim"],
      ],
      { systemMessage: 9 },
    ],
    [
      "IRC",
      "rio.log",
      irc,
      [
        [3, "ana", "oi <b>"],
        [4, "bruno", "olá"],
        [5, "ana", "tchau"],
      ],
      { systemMessage: 2 },
    ],
    [
      "messages copied from Telegram",
      "pasted-text",
      copied,
      [
        [1, "Ana", "Oi"],
        [4, "Bruno", "Olá"],
      ],
      {},
    ],
    ["Messenger", "message_1.json", messenger, [[1, "João", "Olá 😀"]], { repairedText: 1, mediaMessage: 1 }],
    ["Slack", "2024-03-12.json", slack, [[1, "Ana", "oi"]], { systemMessage: 1 }],
  ])("of %s become senders and texts", (_, name, text, messages, notes) => {
    expect(readChat(name, text)).toMatchObject({
      form: "chat",
      columns: ["sender", "text", "time"],
      messages,
      notes,
      problems: 0,
    });
  });

  it.each([
    ["German", "12.03.24, 14:05 - Ana: Hallo\n12.03.24, 14:06 - Bernd: <Medien ausgeschlossen>\n", "Hallo"],
    ["Spanish", "12/3/24, 2:05 p. m. - Ana: Hola\n12/3/24, 2:06 p. m. - Beto: Ola\n", "Hola"],
    ["Korean", "2024년 3월 12일 오후 2:05, 하나 : 안녕\n2024년 3월 12일 오후 2:06, 두리 : 응\n", "안녕"],
    ["the United States, iOS", "[3/12/24, 2:05:22\u202fPM] Ana: Hi\n[3/12/24, 2:05:23\u202fPM] Bob: Yo\n", "Hi"],
    ["Sweden", "2024-03-12 14:05 - Ana: Hej\n2024-03-12 14:06 - Bo: Hej\n", "Hej"],
  ])("are read as written in %s", (_, text, first) => {
    expect(readChat("chat.txt", text).messages[0]?.[2]).toBe(first);
  });

  it.each([
    ["a play", "a.txt", "ANA: Oi.\nBRUNO: Olá.\nANA: Tchau.\n", "text"],
    ["a schedule", "a.txt", "14:05 acordar\n15:00 comer\n16:00 dormir\n", "text"],
    ["a diary", "a.txt", "12/03/2024 Hoje fui à feira.\n13/03/2024 Hoje não.\n", "text"],
    ["chat messages for training", "a.json", '{"messages": [{"role": "user", "content": "oi"}]}', "json"],
  ])("are not %s", (_, name, text, form) => {
    expect(detectForm(name, text, true)).toBe(form);
  });
});

describe("records of chats", () => {
  it("leave the time out of the template", () => {
    const { columns, asides } = readChat("chat.txt", android);
    expect(automaticTemplate(columns, "<|end|>", asides)).toBe("<sender>{sender}<text>{text}<|end|>");
  });

  it("hide names before messages and inside them, by word", () => {
    expect(readChat("_chat.txt", ios, { replaceNames: true }).messages).toEqual([
      [3, "P1", "Oi, P2!\nTudo bem?\n\nSão 10:30: vamos?"],
      [7, "P2", "Oi, P1. @P1 vem"],
      [8, "P1", "Banana e Anastácia."],
      [9, "P2", "legenda"],
    ]);
    expect(readChat("chat.txt", android, { replaceNames: true }).messages.at(-1)).toEqual([8, "P1", "@P2 traz manga"]);
  });

  it("are conversations where asked, until an hour passes or the day changes", () => {
    const read = (name: string, text: string) =>
      readChat(name, text, { chatRecords: "conversation" }).rows.map(({ line, values }) => [line, ...values]);
    expect(read("chat.txt", english)).toEqual([
      [2, "Ana: Hi"],
      [4, "Bob: Bye"],
      [5, "Ana: Night"],
    ]);
    expect(read("result.json", telegram)).toEqual([[15, "Ana: Oi {\nBruno: veja isto!"]]);
  });
});

describe("chats of every kind", () => {
  const seeds = [ios, android, telegram, telegramPage, discord, irc, copied, messenger];
  const scraps = fc.constantFrom(
    "[",
    "]",
    ":",
    " - ",
    "\r",
    "\n",
    "\u200e",
    "<",
    ">",
    "{",
    "}",
    '"',
    "é",
    "12/03/24",
    "\0",
  );
  const mutant = fc
    .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(1500), fc.nat(8), scraps), { maxLength: 6 }))
    .map(([seed, edits]) =>
      edits.reduce((text, [at, gone, scrap]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + scrap + text.slice(place + gone);
      }, seed),
    );

  it(
    "give the same for any cut of the bytes, whatever they hold",
    () => {
      fc.assert(
        fc.property(mutant, fc.boolean(), arbitraryLengths, (text, replaceNames, lengths) => {
          const bytes = new TextEncoder().encode(text);
          const corpus = { readAs: "chat", replaceNames } as const;
          expect(readBytes("a", bytes, corpus, lengths)).toEqual(readBytes("a", bytes, corpus));
        }),
        { numRuns: CUTS, seed: 20_240_601 },
      );
    },
    TIMEOUT,
  );

  it.each([
    ["stamps", "[12/03/24, 14:05:22] ".repeat(20_000)],
    ["digits", "1".repeat(400_000)],
    ["blanks", `a${" ".repeat(400_000)}b`],
    ["open quotes", '"'.repeat(200_001)],
    ["names", `[12/03/24, 14:05] ${"a".repeat(300_000)}: x\n`],
    ["angles", `[12/03/24, 14:05] a: ${"<".repeat(200_000)}`],
    ["nested lists", `{"messages": [{"from_id": ${"[".repeat(100_000)}`],
  ])("are read within the time of a test when they hold nothing but %s", (_, text) => {
    readText("a", text, { readAs: "chat", replaceNames: true });
    readText("a", text);
  });
});
