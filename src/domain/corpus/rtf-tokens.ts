// Cuts RTF into its tokens while it streams: groups, control words and symbols, bytes in hexadecimal, plain characters.

/** What the tokens are handed to. */
export interface RtfListener {
  onOpen(): void;
  onClose(): void;
  /** A control word without its backslash, and its number. */
  onWord(word: string, parameter: number | null): void;
  /** A control symbol: one character behind a backslash. */
  onSymbol(symbol: string): void;
  /** A byte of the document's code page. */
  onByte(byte: number): void;
  onCharacter(character: string): void;
}

/** Longest control word and longest number; anything longer is no RTF and is cut here. */
const LONGEST = 32;

/** Creates a tokenizer; each call takes the next UTF-16 unit. */
export function createRtfTokens(listener: RtfListener): (character: string) => void {
  let state: "plain" | "backslash" | "word" | "number" | "hex" | "binary" = "plain";
  let word = "";
  let digits = "";
  let binary = 0;

  function endWord(character: string): void {
    const parameter = digits === "" || digits === "-" ? null : Number(digits);
    state = "plain";
    if (word === "bin" && parameter !== null && parameter > 0) {
      state = "binary";
      binary = parameter;
    } else listener.onWord(word, parameter);
    // One blank ends a word and belongs to it.
    if (character !== " ") take(character);
  }

  function takePlain(character: string): void {
    if (character === "\\") state = "backslash";
    else if (character === "{") listener.onOpen();
    else if (character === "}") listener.onClose();
    else if (character !== "\n" && character !== "\r" && character !== "\0") listener.onCharacter(character);
  }

  function takeBackslash(character: string): void {
    word = "";
    digits = "";
    if (isLetter(character)) {
      state = "word";
      word = character;
    } else if (character === "'") state = "hex";
    else {
      state = "plain";
      listener.onSymbol(character === "\r" ? "\n" : character);
    }
  }

  function takeHex(character: string): void {
    if (!/[0-9a-fA-F]/.test(character)) {
      state = "plain";
      take(character);
      return;
    }
    digits += character;
    if (digits.length < 2) return;
    state = "plain";
    listener.onByte(Number.parseInt(digits, 16));
  }

  function take(character: string): void {
    if (state === "plain") takePlain(character);
    else if (state === "backslash") takeBackslash(character);
    else if (state === "hex") takeHex(character);
    else if (state === "binary") {
      binary--;
      if (binary === 0) state = "plain";
    } else if (state === "word" && isLetter(character) && word.length < LONGEST) word += character;
    else if (digits.length < LONGEST && (isDigit(character) || (digits === "" && character === "-"))) {
      state = "number";
      digits += character;
    } else endWord(character);
  }

  return take;
}

function isLetter(character: string): boolean {
  return (character >= "a" && character <= "z") || (character >= "A" && character <= "Z");
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}
