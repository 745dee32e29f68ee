// Unexpected exceptions as data: they cross to the page as an "internal" error with their message.
import type { AppError } from "@/domain/errors";

/** Wraps anything thrown. */
export function errorOf(thrown: unknown): AppError {
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return /lost|AbortError|destroyed/i.test(detail) ? { code: "deviceLost", detail } : { code: "internal", detail };
}
