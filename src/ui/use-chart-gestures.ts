// What mouse and fingers do on a plot: a mouse points and marks a part by dragging, one finger points, two fingers pinch,
// a double press shows everything. A finger that moves up or down scrolls the page: the browser then takes it away.
import { type PointerEvent, type RefObject, useRef, useState } from "react";
import { type ChartView, marked, pinched } from "./chart-view";

/** Pixels that a press may move and still be no drag. */
const STILL = 6;
/** Milliseconds between two taps that are a double press. */
const DOUBLE_PRESS = 350;

/** The plot, and what is told of it. */
export interface GestureProps {
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly view: ChartView;
  readonly whole: ChartView;
  /** Wants the crosshair at `x`, or gone. */
  readonly onPoint: (x: number | null) => void;
  /** Wants a part shown, or everything. */
  readonly onView: (view: ChartView | null) => void;
}

interface Press {
  readonly id: number;
  readonly clientX: number;
  readonly x: number;
}

/** Gives the handlers of the layer, and what is being marked. */
export function useChartGestures({ layer, view, whole, onPoint, onView }: GestureProps) {
  const [selection, setSelection] = useState<readonly [number, number] | null>(null);
  const presses = useRef<readonly Press[]>([]);
  const lastTap = useRef(Number.NEGATIVE_INFINITY);

  const shareAt = (clientX: number): number => {
    const box = layer.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return 0;
    return Math.min(1, Math.max(0, (clientX - box.left) / box.width));
  };
  const xAt = (clientX: number): number => view[0] + shareAt(clientX) * (view[1] - view[0]);
  const forget = () => {
    presses.current = [];
    setSelection(null);
  };

  function onPointerDown(event: PointerEvent): void {
    const isMouse = event.pointerType === "mouse";
    if (isMouse && event.button !== 0) return;
    // A finger leaves nothing behind that hovers: focus keeps the values until something else is touched.
    if (!isMouse) layer.current?.focus({ preventScroll: true });
    layer.current?.setPointerCapture(event.pointerId);
    const press = { id: event.pointerId, clientX: event.clientX, x: xAt(event.clientX) };
    const others = isMouse ? [] : presses.current.filter(({ id }) => id !== press.id);
    presses.current = [...others, press].slice(-2);
    onPoint(press.x);
  }

  function onPointerMove(event: PointerEvent): void {
    const [first, second] = presses.current;
    if (first !== undefined && second !== undefined) {
      moveFinger(event, first, second);
      return;
    }
    onPoint(xAt(event.clientX));
    const isDrag = event.pointerType === "mouse" && first !== undefined;
    if (isDrag && Math.abs(event.clientX - first.clientX) > STILL) setSelection([first.x, xAt(event.clientX)]);
  }

  /** Keeps under both fingers what they came down on. */
  function moveFinger({ pointerId, clientX }: PointerEvent, first: Press, second: Press): void {
    const [one, other] = [first, second].map((press) => (press.id === pointerId ? { ...press, clientX } : press));
    if (one === undefined || other === undefined) return;
    presses.current = [one, other];
    const next = pinched([one.x, other.x], [shareAt(one.clientX), shareAt(other.clientX)], whole);
    if (next !== null || Math.sign(other.x - one.x) === Math.sign(other.clientX - one.clientX)) onView(next);
  }

  function onPointerUp(event: PointerEvent): void {
    const press = presses.current.find(({ id }) => id === event.pointerId);
    const wasPinch = presses.current.length > 1;
    if (selection !== null) onView(marked(selection[0], selection[1], whole));
    forget();
    if (press === undefined || event.pointerType === "mouse" || wasPinch) return;
    if (Math.abs(event.clientX - press.clientX) > STILL) return;
    const isDouble = event.timeStamp - lastTap.current < DOUBLE_PRESS;
    lastTap.current = isDouble ? Number.NEGATIVE_INFINITY : event.timeStamp;
    if (isDouble) onView(null);
  }

  const handlers = {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: forget,
    onPointerLeave: (event: PointerEvent) => {
      if (event.pointerType === "mouse" && presses.current.length === 0) onPoint(null);
    },
    onDoubleClick: () => onView(null),
  };
  return { handlers, selection, forget };
}
