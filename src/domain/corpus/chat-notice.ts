// What stands in a message's place in chat exports though nobody wrote it: media that were not exported, deleted
// messages, calls, notices. iOS marks them by U+200E in every language; Android's wording is listed.

const OMITTED =
  /^(?:imagem|vídeo|video|áudio|audio|figurinha|gif|documento|image|sticker|document|contact card|cartão do contato|mensagem de vídeo|video note|photo|foto|imagen)\s(?:ocultad[oa]|ocult[oa]|omitted|omitid[oa])\.?$/iu;
const DELETED =
  /^(?:mensagem apagada|es[st]a mensagem foi apagada|você apagou esta mensagem|this message was deleted|you deleted this message|se eliminó este mensaje|eliminaste este mensaje|null|(?:waiting for this message|aguardando mensagem).{0,80})\.?$/iu;
const CALL =
  /^(?:missed (?:group )?(?:voice|video) call|(?:chamada|ligação) de (?:voz|vídeo)(?: perdida)?|(?:voice|video) call)(?:[ .,].{0,40})?$/iu;
const ATTACHED =
  /^[^\n]{1,120}\.\p{L}[\p{L}\d]{1,4} \((?:arquivo anexado|file attached|archivo adjunto|ficheiro anexado|datei angehängt|fichier joint|file allegato)\)/iu;
/** Behind an edited message, and behind the words that came with a picture (iOS). */
const TAIL =
  /(?:\u200e<[^<>\n]{3,80}>|<(?:mensagem editada|esta mensagem foi editada|this message was edited|se editó este mensaje\.?)>)$/iu;

/** What is left of a message without what the app wrote. */
export interface Written {
  readonly text: string;
  /** What stood in the place of words where none are left, null where somebody wrote. */
  readonly notice: "systemMessage" | "mediaMessage" | null;
}

/** Tells what a person wrote from what the app did. */
export function readWritten(message: string): Written {
  const whole = message.trim();
  if (DELETED.test(bare(whole)) || CALL.test(bare(whole))) return { text: "", notice: "systemMessage" };
  if (OMITTED.test(bare(whole)) || /^\u200e?<[^<>\n]{3,80}>$/.test(whole)) return { text: "", notice: "mediaMessage" };
  const isAttached = ATTACHED.test(bare(whole));
  if (whole.startsWith("\u200e") && !isAttached) return { text: "", notice: "systemMessage" };
  const text = bare(isAttached ? whole.slice(firstLineEnd(whole)) : whole.replace(TAIL, ""));
  return text === "" ? { text, notice: "mediaMessage" } : { text, notice: null };
}

function firstLineEnd(text: string): number {
  const end = text.indexOf("\n");
  return end === -1 ? text.length : end + 1;
}

/** Takes out marks of direction, which surround mentions and notices and are no words. */
function bare(text: string): string {
  return text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").trim();
}
