// Numbers as the page writes them, in the language's format. Raw values go to data attributes instead.
import type { Language } from "@/domain/language";

/** Writes numbers in one language. */
export interface NumberFormat {
  /** The decimal separator, for reading typed numbers. */
  readonly decimal: "." | ",";
  /** Writes a number, grouped, with at most `digits` decimals. */
  number(value: number, digits?: number): string;
  /** Writes a number with exactly `digits` decimals. */
  fixed(value: number, digits: number): string;
  /** Writes a share (0 to 1) as a percentage. */
  percent(share: number, digits?: number): string;
  /** Writes a difference of shares (-1 to 1) in percentage points: 11.1 pts, 11,1 p.p. */
  points(difference: number, digits?: number): string;
  /** Writes with about three significant digits, tiny and huge ones with a power of ten: 1e-3. */
  short(value: number): string;
  /** Writes a large number in short: 28.7K, 28,7 mil. */
  compact(value: number): string;
  /** Writes a number of bytes with its unit. */
  bytes(value: number): string;
}

/** Gives the number format of a language; the same object each time. */
export function numberFormat(language: Language): NumberFormat {
  return formats[language];
}

const POINTS = { en: "pts", "pt-BR": "p.p." } as const satisfies Record<Language, string>;

const formats = { en: createFormat("en"), "pt-BR": createFormat("pt-BR") } as const satisfies Record<
  Language,
  NumberFormat
>;

function createFormat(language: Language): NumberFormat {
  const formatter = rememberedFormatters(language);
  const number = (value: number, digits = 2): string => formatter({ maximumFractionDigits: digits }).format(value);
  const short = (value: number): string => {
    const size = Math.abs(value);
    if (value !== 0 && (size < 0.01 || size >= 1e6)) return exponential(value, language);
    return formatter({ maximumSignificantDigits: size >= 1000 ? 6 : 3 }).format(value);
  };
  return {
    decimal: language === "en" ? "." : ",",
    number,
    fixed: (value, digits) => formatter({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
    percent: (share, digits = 1) => `${number(share * 100, digits)}\u00a0%`,
    points: (difference, digits = 1) => `${number(difference * 100, digits)}\u00a0${POINTS[language]}`,
    short,
    compact: (value) => formatter({ notation: "compact", maximumSignificantDigits: 3 }).format(value),
    bytes: (value) => {
      if (value < 1000) return `${number(value)}\u00a0B`;
      if (value < 1e6) return `${number(value / 1000, 0)}\u00a0kB`;
      return value < 1e9 ? `${number(value / 1e6, 1)}\u00a0MB` : `${number(value / 1e9, 1)}\u00a0GB`;
    },
  };
}

// Making an Intl formatter takes longer than using it a hundred times, and live figures need dozens a second.
function rememberedFormatters(language: Language): (options: Intl.NumberFormatOptions) => Intl.NumberFormat {
  const made = new Map<string, Intl.NumberFormat>();
  return (options) => {
    const key = JSON.stringify(options);
    const known = made.get(key) ?? new Intl.NumberFormat(language, options);
    made.set(key, known);
    return known;
  };
}

function exponential(value: number, language: Language): string {
  const [mantissa = "", exponent = ""] = value.toExponential(2).split("e");
  const trimmed = Number(mantissa).toString();
  return `${language === "en" ? trimmed : trimmed.replace(".", ",")}e${Number(exponent)}`;
}
