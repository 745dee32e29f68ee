// A chart as a picture that stands by itself: the drawing of a figure with its colours and letters written into it, a
// title and a key to its lines. Nothing in it refers to anything outside.
import { type LineLook, markerPath } from "./line-key";

/** A line of the key. */
export interface ImageKey {
  readonly look: LineLook;
  readonly text: string;
}

/** What is written above the drawing. */
export interface ImageWords {
  readonly title: string;
  readonly keys: readonly ImageKey[];
}

/** A drawing; sizes in CSS pixels. */
export interface ChartImage {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const NAMESPACE = "http://www.w3.org/2000/svg";
const MARGIN = 16;
const LINE = 20;
/** What decides how an element of the drawing looks. */
const PROPERTIES = [
  ...["fill", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"],
  ...["paint-order", "font-family", "font-size", "text-anchor"],
] as const;
/** Pixels of a PNG for each of the drawing. */
const SCALE = 2;

/** A drawing that is still one: what it holds can be looked at. */
export interface ChartDrawing extends Omit<ChartImage, "svg"> {
  readonly svg: Element;
}

/** Draws the plot of a figure as it stands; null where there is none. */
export function chartImage(figure: Element, words: ImageWords): ChartImage | null {
  const drawing = chartDrawing(figure, words);
  return drawing && { ...drawing, svg: new XMLSerializer().serializeToString(drawing.svg) };
}

/** Draws the plot of a figure as it stands; null where there is none. */
export function chartDrawing(figure: Element, words: ImageWords): ChartDrawing | null {
  const plot = figure.querySelector("svg.recharts-surface");
  if (plot === null) return null;
  const { width: plotWidth, height: plotHeight } = plot.getBoundingClientRect();
  const keys = placeKeys(words.keys, plotWidth);
  const top = MARGIN + LINE + keys.height;
  const [width, height] = [plotWidth + 2 * MARGIN, top + plotHeight + MARGIN];
  const svg = element("svg", { xmlns: NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}` });
  const look = getComputedStyle(figure);
  svg.append(
    element("rect", { width, height, fill: surfaceOf(figure) }),
    written(words.title, { x: MARGIN, y: MARGIN + 12, "font-size": 16, "font-weight": 600 }, look),
    ...keys.places.flatMap(({ key, x, y }) => keyElements(figure, key, x + MARGIN, y + MARGIN + LINE + 4, look)),
  );
  const drawing = element("g", { transform: `translate(${MARGIN} ${top})` });
  drawing.append(...copyOf(plot).childNodes);
  svg.append(drawing);
  return { svg, width, height };
}

/** Paints a drawing as a PNG. Rejects where the browser cannot. */
export async function pngOf({ svg, width, height }: ChartImage): Promise<Uint8Array<ArrayBuffer>> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * SCALE);
    canvas.height = Math.round(height * SCALE);
    const paint = canvas.getContext("2d");
    paint?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw new Error("pngOf: expected a picture of the canvas, got none");
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Copies a drawing, what style sheets say of it written into it; the crosshair stays away. */
function copyOf(original: Element): Element {
  const copy = original.cloneNode(false) as Element;
  const style = getComputedStyle(original);
  for (const name of ["class", "style", "tabindex", "role"]) copy.removeAttribute(name);
  for (const property of PROPERTIES) {
    const value = style.getPropertyValue(property);
    if (value !== "") copy.setAttribute(property, value);
  }
  for (const child of original.childNodes) {
    if (child instanceof Element) {
      if (!child.matches(".crosshair-line, title, desc")) copy.append(copyOf(child));
    } else copy.append(child.cloneNode());
  }
  return copy;
}

/** Lays the key out in as many lines as it needs. */
function placeKeys(keys: readonly ImageKey[], width: number) {
  let [x, line] = [0, 0];
  const places = keys.map((key) => {
    const room = 30 + key.text.length * 7 + MARGIN;
    if (x > 0 && x + room > width) [x, line] = [0, line + 1];
    const place = { key, x, y: line * LINE };
    x += room;
    return place;
  });
  return { places, height: keys.length === 0 ? MARGIN : (line + 1) * LINE + 4 };
}

function keyElements(figure: Element, { look, text }: ImageKey, x: number, y: number, style: CSSStyleDeclaration) {
  const color = resolved(figure, look.color);
  const middle = y + 8;
  const stroke = element("path", {
    ...{ d: `M${x} ${middle}h22`, stroke: color, "stroke-width": look.width },
    ...(look.dash === null ? {} : { "stroke-dasharray": look.dash }),
  });
  const marker = look.marker && element("path", { d: markerPath(look.marker, x + 11, middle), fill: color });
  return [
    stroke,
    ...(marker === null ? [] : [marker]),
    written(text, { x: x + 28, y: middle + 4, "font-size": 13 }, style),
  ];
}

function written(
  text: string,
  attributes: Record<string, string | number>,
  { color, fontFamily }: CSSStyleDeclaration,
) {
  const word = element("text", { ...attributes, fill: color, "font-family": fontFamily });
  word.textContent = text;
  return word;
}

/** Gives the colour that a variable stands for where the figure is. */
function resolved(figure: Element, color: string): string {
  const probe = document.createElement("i");
  probe.style.color = color;
  figure.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** Gives the first colour that lies under the figure. */
function surfaceOf(figure: Element): string {
  for (let under: Element | null = figure; under !== null; under = under.parentElement) {
    const { backgroundColor } = getComputedStyle(under);
    if (backgroundColor !== "" && !/, 0\)$|^transparent$/.test(backgroundColor)) return backgroundColor;
  }
  return "white";
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): Element {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  return made;
}
