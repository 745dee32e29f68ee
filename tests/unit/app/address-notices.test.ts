import { expect, it } from "vitest";
import { createAddressTeller } from "@/app/address-notices";
import { parseAddress } from "@/domain/config/address";
import { createNoticeStore } from "@/state/notice-store";

function tellOf(query: string) {
  const store = createNoticeStore();
  const tell = createAddressTeller(store.getState());
  tell(parseAddress(new URLSearchParams(query)).notices);
  return { tell, told: () => store.getState().notices.map(({ kind, values }) => [kind, values.parameters]) };
}

it("tells every problem of an address, also one that is found later", () => {
  const { tell, told } = tellOf("preset=nope&training.learningRate=abc&model.hiddenSize=99999999&dataset=xx&lang=fr");
  tell([{ kind: "badValue", path: "dataset", given: "xx" }]);
  expect(told()).toEqual([
    ["addressIgnored", expect.stringMatching(/^preset=nope, lang=fr, training.learningRate=abc, .*, dataset=xx$/)],
  ]);
  expect(told()[0]?.[1]).toMatch(/model\.hiddenSize=99999999 → \d+/);
});

it("tells how to write a decimal comma", () => {
  const { told } = tellOf("training.learningRate=0,001");
  expect(told()).toEqual([
    ["addressIgnored", "training.learningRate=0,001"],
    ["addressComma", "training.learningRate=0.001"],
  ]);
});

it("says nothing of an address that is in order", () => {
  expect(tellOf("preset=first-song").told()).toEqual([]);
});
