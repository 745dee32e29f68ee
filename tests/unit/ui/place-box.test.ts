import { describe, expect, it } from "vitest";
import { placeBox } from "@/ui/place-box";

const phone = { width: 320, height: 568 };
const box = { width: 300, height: 120 };
const at = (left: number, top: number) => ({ left, top, right: left + 24, bottom: top + 24 });

describe("the place of a floating box", () => {
  it("is below its button, edge to edge", () => {
    const view = { width: 1440, height: 900 };
    expect(placeBox(at(400, 100), box, view, "start")).toEqual({ left: 400, top: 130 });
    expect(placeBox(at(400, 100), box, view, "end")).toEqual({ left: 124, top: 130 });
  });

  it("stays inside the window at both sides", () => {
    expect(placeBox(at(280, 100), box, phone, "start").left).toBe(12);
    expect(placeBox(at(4, 100), box, phone, "end").left).toBe(8);
  });

  it("is above where there is no room below", () => {
    expect(placeBox(at(10, 500), box, phone, "start").top).toBe(374);
  });

  it("covers its button rather than leave the window", () => {
    const tall = { width: 300, height: 540 };
    expect(placeBox(at(10, 300), tall, phone, "start")).toEqual({ left: 10, top: 20 });
  });
});
