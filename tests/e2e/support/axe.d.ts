// axe-core as an init script leaves it in the page.
interface Window {
  readonly axe: typeof import("axe-core");
}
