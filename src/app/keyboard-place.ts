// Keeps the place of the keyboard. Browsers let the focus fall to the page where the element that has it is taken out
// or moved by a redraw; here the element takes it again, else one beside it, else the one that had it before.

/** What can have the focus by keys. */
const FOCUSABLE =
  "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex]:not([tabindex='-1'])";
/** What comes and goes above the page: nobody inside is a neighbour of somebody outside. */
const OVERLAYS = "dialog, [popover], [role=status]";
/** Most places that are remembered. */
const MOST = 8;

/** An element with its index among its siblings. */
interface Step {
  readonly element: Element;
  readonly index: number;
}

/** The way from a focused element outwards. */
type Place = readonly [Step, ...Step[]];

/** Follows the focus of the document until the function that it gives is called. A place that a hand chose is none. */
export function keepKeyboardPlace(document: Document): () => void {
  let places: readonly Place[] = [];
  const onFocusIn = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    places = target.matches(":focus-visible") ? [...places.slice(1 - MOST), placeOf(target)] : [];
  };
  const observer = new MutationObserver((records) => {
    const held = places.at(-1)?.[0].element;
    if (held === undefined || document.activeElement !== document.body) return;
    const isTaken = records.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(held)));
    if (isTaken) places.toReversed().some((place) => focus(heirOf(place)));
  });
  document.addEventListener("focusin", onFocusIn);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("focusin", onFocusIn);
    observer.disconnect();
  };
}

function placeOf(element: Element): Place {
  const outer: Step[] = [];
  for (let at = element.parentElement; at !== null && !at.matches(OVERLAYS); at = at.parentElement)
    outer.push(stepOf(at));
  return [stepOf(element), ...outer];
}

function stepOf(element: Element): Step {
  return { element, index: [...(element.parentElement?.children ?? [])].indexOf(element) };
}

/** Gives the element itself, else what now stands in its place, behind it or before it, as near as there is something. */
function heirOf(place: Place): HTMLElement | null {
  const [{ element }] = place;
  if (isShown(element)) return element as HTMLElement;
  for (const [inner, { element: around }] of place.slice(1).entries()) {
    const index = place[inner]?.index ?? 0;
    const found = isShown(around) ? focusableBeside([...around.children], index) : null;
    if (found !== null) return found;
  }
  return null;
}

function focusableBeside(siblings: readonly Element[], index: number): HTMLElement | null {
  const behind = siblings.slice(index).flatMap(focusables);
  const before = siblings.slice(0, index).flatMap(focusables);
  return behind[0] ?? before.at(-1) ?? null;
}

function focusables(element: Element): readonly HTMLElement[] {
  const inside = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)];
  return (element.matches(FOCUSABLE) ? [element as HTMLElement, ...inside] : inside).filter(isShown);
}

function isShown(element: Element): boolean {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true });
}

function focus(element: HTMLElement | null): boolean {
  element?.focus();
  return element !== null && element.ownerDocument.activeElement === element;
}
