// Entry of a helper worker in the browser; its work is helper.ts.
import { type HelperSetup, serveRuns } from "./helper";

addEventListener("message", (event: MessageEvent<HelperSetup>) => {
  serveRuns(event.data, () => postMessage("ready"));
  close();
});
