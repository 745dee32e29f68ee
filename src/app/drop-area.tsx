// Files and folders may be dropped anywhere on the page. While one is held over it, the drop zone says so.
import { useEffect } from "react";
import { useApp } from "@/state/use-app";
import { droppedFiles } from "./dropped-files";

/** Listens for dragged files on the whole window; draws nothing. */
export function DropArea() {
  const { stores, commands } = useApp();
  useEffect(() => {
    const { setDragging } = stores.data.getState();
    // Enter and leave fire for every element passed, so they are counted.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setDragging(true);
    };
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setDragging(false);
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setDragging(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) void droppedFiles(event.dataTransfer).then(commands.loadFiles);
    };
    addEventListener("dragenter", enter);
    addEventListener("dragover", over);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragenter", enter);
      removeEventListener("dragover", over);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, [stores, commands]);
  return null;
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
