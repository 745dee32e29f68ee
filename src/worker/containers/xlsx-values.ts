// The values of cells as a reader of the sheet sees them: dates as ISO, numbers without the noise of binary fractions.

const DAY_MILLISECONDS = 86_400_000;
/** Day 0 of the calendars that count from 1900 and from 1904. */
const EPOCHS = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;
/** The calendar of 1900 counts a 29 February that never was. */
const PHANTOM_DAY = 60;
/** Decimal digits that Excel keeps of a number. */
const DIGITS = 15;

/** How a style shows numbers. */
export type NumberStyle = "plain" | "percent" | "date" | "time" | "dateTime";

/** Built-in formats that show dates, times or shares (ECMA-376 part 1, 18.8.30, with those of East Asia). */
export function builtInStyle(id: number): NumberStyle {
  if (id === 9 || id === 10) return "percent";
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || (id >= 57 && id <= 58))
    return "date";
  if (id === 22) return "dateTime";
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56
    ? "time"
    : "plain";
}

/** Tells what a format of one's own shows. */
export function formatStyle(code: string): NumberStyle {
  const [positive = ""] = code.split(";", 1);
  const bare = positive.replace(/"[^"]*"|\\.|_.|\*./g, "").replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
  if (/general/i.test(bare)) return "plain";
  const hasDate = /[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare));
  const hasTime = /[hs]/i.test(bare);
  if (hasDate) return hasTime ? "dateTime" : "date";
  return hasTime ? "time" : bare.includes("%") ? "percent" : "plain";
}

/** Writes a number as its style shows it. */
export function numberText(raw: string, style: NumberStyle, epoch: keyof typeof EPOCHS): string {
  const value = Number(raw);
  if (raw.trim() === "" || !Number.isFinite(value)) return raw;
  if (style === "percent") return `${tidy(value * 100)}%`;
  return style === "plain" ? tidy(value) : (dateText(value, style, epoch) ?? tidy(value));
}

function tidy(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}

/** Gives null for what no calendar holds. */
function dateText(serial: number, style: NumberStyle, epoch: keyof typeof EPOCHS): string | null {
  const phantom = epoch === 1900 && serial < PHANTOM_DAY && style !== "time" ? 1 : 0;
  const milliseconds = EPOCHS[epoch] + Math.round(((serial + phantom) * DAY_MILLISECONDS) / 1000) * 1000;
  const date = new Date(milliseconds);
  if (serial < 0 || Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return null;
  const [day, time] = date.toISOString().slice(0, 19).split("T");
  if (style === "time") return serial < 1 ? time : `${day} ${time}`;
  return style === "date" && Number.isInteger(serial) ? day : style === "date" ? day : `${day} ${time}`;
}
