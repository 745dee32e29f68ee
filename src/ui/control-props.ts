// What every labelled control takes beside its value. A control keeps no value of its own: it shows the one that
// it is given and asks for another by onChange; the caller owns it.
import type { ReactNode } from "react";

/** Name, marks and state that all controls share. */
export interface ControlProps {
  readonly label: string;
  /** Path of the setting, written to `data-config` for scripts. */
  readonly configPath?: string | undefined;
  readonly testId?: string | undefined;
  /** A sentence or two that explain the control, one press away; as they are, or what draws them. */
  readonly help?: ReactNode;
  /** Why the control cannot be used now, said before the help; null when it can. */
  readonly disabledReason?: string | null | undefined;
}
