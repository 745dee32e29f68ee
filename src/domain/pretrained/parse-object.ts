// A file of settings as an object of JSON.
import { excerpt } from "../config/config-problem";
import { failure, type Result, success } from "../result";
import { messageOf } from "../thrown-message";
import type { PretrainedError } from "./pretrained-error";

/** Reads the text of the file `name`. */
export function parseObject(text: string, name: string): Result<Record<string, unknown>, PretrainedError> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return success(value as Record<string, unknown>);
    }
    return failure({ code: "modelFileUnreadable", name, detail: excerpt(value) });
  } catch (error) {
    return failure({ code: "modelFileUnreadable", name, detail: messageOf(error) });
  }
}
