// The page's keys. They rest while somebody types, chooses or has a dialog open.
import { useEffect } from "react";
import type { AppServices } from "@/state/use-app";
import { useApp } from "@/state/use-app";
import { helpDialogId } from "./help-dialog";

/** Listens for keys on the whole page; draws nothing. */
export function KeyboardShortcuts() {
  const app = useApp();
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      if (act(app, event)) event.preventDefault();
    };
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, [app]);
  return null;
}

const typingPlaces = "input:not([type=range]), select, textarea, dialog, [contenteditable]";
const spacePlaces = "button, summary, a, input";

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.altKey) return true;
  if (!(event.target instanceof Element)) return false;
  if (event.target.closest(typingPlaces) !== null) return true;
  return event.key === " " && event.target.closest(spacePlaces) !== null;
}

function act({ stores, commands }: AppServices, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return undo(stores, event);
  switch (event.key) {
    case " ":
      void commands.toggleRun();
      return true;
    case "s":
    case "S":
      void commands.stepOnce();
      return true;
    case "g":
    case "G":
      void commands.generate();
      return true;
    case "?":
      showHelp();
      return true;
    case "1":
    case "2":
    case "3":
    case "4":
      toggleStep(Number(event.key));
      return true;
    default:
      return false;
  }
}

function undo(stores: AppServices["stores"], event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() !== "z") return false;
  const { undo: goBack, redo } = stores.settings.getState();
  if (event.shiftKey) redo();
  else goBack();
  return true;
}

function showHelp(): void {
  const dialog = document.getElementById(helpDialogId);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

function toggleStep(number: number): void {
  const step = document.querySelectorAll<HTMLDetailsElement>("details.step")[number - 1];
  if (step === undefined) return;
  step.open = !step.open;
  step.querySelector("summary")?.focus();
}
