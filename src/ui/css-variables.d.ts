// Lets style objects set custom properties, which React's own types leave out.
import "react";

declare module "react" {
  interface CSSProperties {
    [variable: `--${string}`]: string | undefined;
  }
}
