// Names of files that a user takes home, as every system takes them.

/** UTF-16 units of a run's name in a file's name. */
const LONGEST = 60;
/** Windows keeps these for devices, whatever stands behind a dot. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** Gives a name as the first part of a file's name: letters, digits, `_` and `-` of it, composed as Windows writes them. */
export function fileName(name: string): string {
  const kept = name.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}_-]+/gu, "-");
  const short = [...kept].reduce((start, character) => {
    return start.length + character.length > LONGEST ? start : start + character;
  }, "");
  const bare = short.replace(/^-+|-+$/g, "");
  if (bare === "") return "curio";
  return DEVICES.test(bare) ? `${bare}_` : bare;
}
