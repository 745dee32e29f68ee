// The style sheet of a report: light or dark as its reader likes, always light on paper.
import type { ThemeColour } from "@/ui/theme-colours";

const LIGHT = "--paper:#fff;--ink:#18201d;--soft:#5f6a65;--line:#cbd3cd;--sunken:#f2f5f2;--accent:#0f6857";
const DARK = "--paper:#191e1d;--ink:#e9edea;--soft:#a3aea9;--line:#3b4542;--sunken:#222827;--accent:#6ccab4";

const RULES = `
*{box-sizing:border-box}
body{margin:0 auto;max-width:1180px;padding:24px 20px 48px;background:var(--paper);color:var(--ink);
font:15px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif}
h1{margin:0;font-size:24px;line-height:1.25}
h2{margin:32px 0 8px;font-size:18px}
h3{margin:24px 0 4px;font-size:16px;overflow-wrap:anywhere}
p{margin:4px 0}
.soft,caption{color:var(--soft);font-size:13px}
.charts{display:flex;flex-wrap:wrap;gap:16px}
figure{flex:1 1 420px;min-width:0;margin:0;overflow-x:auto}
figure svg{display:block;width:100%;min-width:420px;max-width:640px;height:auto}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:13px}
caption{padding:4px 0;text-align:left}
th,td{padding:4px 10px 4px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
.number{text-align:right}td.number{white-space:nowrap;font-variant-numeric:tabular-nums}
.name,.text{overflow-wrap:anywhere;min-width:9em}
.best{color:var(--accent);font-weight:600}
.note{white-space:pre-wrap;overflow-wrap:anywhere;border-left:3px solid var(--accent);padding-left:10px}
pre{margin:2px 0 10px;padding:8px 10px;background:var(--sunken);white-space:pre-wrap;overflow-wrap:anywhere;
font:13px/1.5 "SF Mono",SFMono-Regular,"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;margin:6px 0;font-size:14px}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
summary{cursor:pointer;padding:4px 0}
summary:focus-visible,.scroll:focus-visible,figure:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.key{display:inline-block;width:12px;height:12px;margin-right:6px}
@media (max-width:520px){body{padding:16px 12px 32px}dl{grid-template-columns:1fr}dt{margin-top:4px}}
@media print{@page{margin:14mm}body{max-width:none;padding:0;font-size:11pt}
figure,tr,pre{break-inside:avoid}h2,h3{break-after:avoid}figure{overflow:visible}figure svg{min-width:0}
.scroll{overflow:visible}table{font-size:9pt}.name,.text{min-width:0}details:not([open]){display:none}}
`;

/** Writes the style sheet, with the colours that its drawings name. */
export function reportStyle(colours: ReadonlyMap<string, ThemeColour>): string {
  const drawn = (theme: keyof ThemeColour) => [...colours].map(([name, colour]) => `${name}:${colour[theme]}`);
  const light = [LIGHT, ...drawn("light")].join(";");
  const dark = [DARK, ...drawn("dark")].join(";");
  return `:root{color-scheme:light dark;${light}}
@media screen and (prefers-color-scheme:dark){:root{${dark}}}
@media print{:root{color-scheme:light}}${RULES}`;
}
