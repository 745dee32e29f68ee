// The crosshair of both charts: one place, read in the chart under the hand and shown in the other.
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

/** The charts that share the crosshair. */
export type ChartName = "loss" | "accuracy";

interface Pointed {
  /** On the abscissa. */
  readonly place: number;
  /** The chart under the hand. */
  readonly chart: ChartName;
}

interface SharedCrosshair {
  readonly pointed: Pointed | null;
  readonly point: (pointed: Pointed | null) => void;
}

const CrosshairContext = createContext<SharedCrosshair | null>(null);

/** Lets the charts below share a crosshair. */
export function CrosshairProvider({ children }: { readonly children: ReactNode }) {
  const [pointed, point] = useState<Pointed | null>(null);
  const shared = useMemo(() => ({ pointed, point }), [pointed]);
  return <CrosshairContext value={shared}>{children}</CrosshairContext>;
}

/** Gives the shared crosshair; throws outside CrosshairProvider. */
export function useCrosshair(): SharedCrosshair {
  const shared = useContext(CrosshairContext);
  if (shared === null) throw new Error("useCrosshair: expected a CrosshairProvider above, got none");
  return shared;
}
