// Stops whatever its children throw while rendering, and draws something else in their place.
import { Component, type ReactNode } from "react";

/** What was thrown, and the way to draw the children again from the start. */
export interface Failure {
  readonly thrown: unknown;
  readonly retry: () => void;
}

export interface CatchFailureProps {
  readonly children: ReactNode;
  /** Stands in the place of children that threw. */
  readonly instead: (failure: Failure) => ReactNode;
}

interface State {
  readonly failure: Pick<Failure, "thrown"> | null;
}

/** Keeps a failure in the place where it happened. */
export class CatchFailure extends Component<CatchFailureProps, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { failure: { thrown } };
  }

  readonly #retry = (): void => this.setState({ failure: null });

  override render() {
    const { children, instead } = this.props;
    const { failure } = this.state;
    return failure === null ? children : instead({ thrown: failure.thrown, retry: this.#retry });
  }
}
