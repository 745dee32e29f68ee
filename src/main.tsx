// Mounts the app; nothing else. Shared styles come first, so that those of single components win.
import "@/ui/tokens.css";
import "@/ui/base.css";
import "@/ui/buttons.css";
import "@/ui/fields.css";
import "@/ui/floating.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/app";
import { createApp } from "@/app/create-app";

const root = document.getElementById("root");
if (root === null) throw new Error("main: expected an element #root, got none");
const app = createApp();
createRoot(root).render(
  <StrictMode>
    <App app={app} />
  </StrictMode>,
);
void app.start();
