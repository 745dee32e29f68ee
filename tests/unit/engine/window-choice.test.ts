import { describe, expect, it } from "vitest";
import { chooseWindowForm } from "@/engine/window-choice";

/** A device on which a read takes so many milliseconds a token, and so many more the first times. */
function measureOn(pace: number, coldReads = 0) {
  let clock = 0;
  const reads: number[] = [];
  const read = (tokens: number) => {
    clock += tokens * pace * (reads.length < coldReads ? 5 : 1);
    reads.push(tokens);
  };
  const form = chooseWindowForm("auto", () => clock)(100, read);
  return { form, reads };
}

describe("the form of a window", () => {
  it("is exact where 200 characters a second can be written so", () => {
    expect(measureOn(0.049).form).toBe("exact");
    expect(measureOn(0.051).form).toBe("fast");
  });

  it("does not judge by the first reads, which are slower", () => {
    expect(measureOn(0.04, 4).form).toBe("exact");
  });

  it("judges by what a read takes on average, since that is the speed of the text", () => {
    let clock = 0;
    let reads = 0;
    const read = (tokens: number) => {
      reads += 1;
      clock += tokens === 1 ? 0 : reads % 2 === 0 ? 3 : 9;
    };
    expect(chooseWindowForm("auto", () => clock)(100, read)).toBe("fast");
  });

  it("is fast at once where a token takes so long that a window would hold everything up", () => {
    expect(measureOn(6)).toEqual({ form: "fast", reads: [1, 1] });
    expect(measureOn(1).reads).toEqual([1, 1, 100]);
  });

  it("is the one asked for, without measuring", () => {
    const never = () => expect.unreachable();
    expect(chooseWindowForm("exact", never)(100, never)).toBe("exact");
    expect(chooseWindowForm("fast", never)(100, never)).toBe("fast");
  });
});
