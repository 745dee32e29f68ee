// Unexpected exceptions as data: they cross to the page as an "internal" error with their message.
import type { AppError } from "@/domain/errors";
import { LogitsNotFinite } from "@/domain/sampling/logits-not-finite";
import { messageOf } from "@/domain/thrown-message";

/** Wraps anything thrown. */
export function errorOf(thrown: unknown): AppError {
  if (thrown instanceof LogitsNotFinite) return { code: "logitsNotFinite" };
  const detail = messageOf(thrown);
  return /lost|AbortError|destroyed/i.test(detail) ? { code: "deviceLost", detail } : { code: "internal", detail };
}
