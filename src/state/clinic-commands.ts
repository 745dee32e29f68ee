// Examining the data while the data clinic is open: at its opening, and again whenever the data were prepared anew.
import { tokensInForce } from "@/domain/windows/tokens-in-force";
import type { CommandContext } from "./command-context";

/** Commands about the data clinic. */
export interface ClinicCommands {
  /** Opens the clinic and examines the data, or closes it and gives an examination up. */
  openClinic(isOpen: boolean): void;
  /** Examines the data as prepared; does nothing while the clinic is closed. */
  examine(): Promise<void>;
}

/** Creates the commands. */
export function createClinicCommands({ stores, client }: CommandContext): ClinicCommands {
  const { clinic, data, settings } = stores;
  let number = 0;

  async function examine(): Promise<void> {
    if (!clinic.getState().isOpen || data.getState().source === null) return;
    number += 1;
    const mine = number;
    clinic.getState().begin();
    const { config } = settings.getState();
    const result = await client.examineData(config.seed, config.corpus, tokensInForce(config));
    if (mine !== number) return;
    if (!result.ok) clinic.getState().fail(result.error);
    else if (result.value === null) clinic.getState().fail(null);
    else clinic.getState().finish(result.value);
  }

  /** Ends the examination under way, whose answer is passed over. */
  function giveUp(): void {
    if (clinic.getState().share === null) return;
    number += 1;
    clinic.getState().fail(null);
    void client.stopExamining();
  }

  data.subscribe((next, last) => {
    if (next.source !== last.source) {
      // An answer about the data before would stand beside these.
      giveUp();
      clinic.getState().clear();
    }
    if (last.preparing && !next.preparing) void examine();
  });

  return {
    openClinic: (isOpen) => {
      if (isOpen === clinic.getState().isOpen) return;
      clinic.getState().setOpen(isOpen);
      if (isOpen) void examine();
      else giveUp();
    },
    examine,
  };
}
