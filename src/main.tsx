// Mounts the app, once the page is as isolated as its host allows; nothing else. Shared styles come first, so that those of single components win.
import "@/ui/tokens.css";
import "@/ui/base.css";
import "@/ui/buttons.css";
import "@/ui/fields.css";
import "@/ui/floating.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/app";
import { createApp } from "@/app/create-app";
import { reloadIntoIsolation } from "@/app/isolate-page";
import { keepForOffline } from "@/app/register-service-worker";
import { loadWords } from "@/i18n/words";

void reloadIntoIsolation().then((reloads) => {
  if (!reloads) void mount();
});

async function mount(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("main: expected an element #root, got none");
  const app = createApp();
  await loadWords(app.services.stores.preferences.getState().language);
  createRoot(root).render(
    <StrictMode>
      <App app={app} />
    </StrictMode>,
  );
  void import("@/app/keyboard-place")
    .then(({ keepKeyboardPlace }) => keepKeyboardPlace(document))
    .catch(() => undefined);
  // Keeping the page waits, so that it takes nothing from the first load.
  void app.start().finally(keepForOffline);
}
