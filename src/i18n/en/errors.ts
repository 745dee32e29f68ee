// English sentences and remedies for every failure that a user can cause.
import type { FittingSettings } from "@/domain/training/memory-forecast";
import type { ErrorCatalogue, RefusalTexts } from "../error-words";
import { listedNames, shapeText } from "../tensor-names";
import { enData } from "./data";
import { enPretrainedErrors } from "./pretrained-errors";
import { enRefusals } from "./refusals";

const refusals: RefusalTexts = enRefusals;
const listed = listedNames("and {count} more");

export const enErrors = {
  fileEmpty: ({ name }) => ({
    sentence: `${name} is empty.`,
    remedy: "Choose another file, or check that it was saved.",
  }),
  fileBinary: ({ name, detected }) => ({
    sentence: `${name} looks like ${refusals.binary[detected] ?? detected}, not text.`,
    remedy: "Save it as CSV, JSON or plain text in the program that made it, then drop it here.",
  }),
  fileUtf32: ({ name }) => ({
    sentence: `${name} is text in UTF-32, which browsers do not read.`,
    remedy: "Open it in a text editor, save it with the encoding UTF-8, then drop it here.",
  }),
  containerRefused: ({ name, reason }) => {
    const [told, remedy] = refusals.container[reason];
    return { sentence: `${name} ${told}.`, remedy };
  },
  tooManyColumns: ({ name, columns, limit, onlyNumbers }, { number }) => ({
    sentence: onlyNumbers
      ? `${name} has ${number(columns)} columns of numbers: there is nothing to write here.`
      : `${name} has ${number(columns)} columns; at most ${number(limit)} can be read here.`,
    remedy: onlyNumbers
      ? "Choose a table with a column of text, such as names or sentences."
      : "Delete the columns that you do not need in the program that made it, then drop it again.",
  }),
  noRecords: ({ name, problems, first }, { number }) => ({
    sentence: `No record of ${name} could be read: line ${number(first.line)}, ${enData[`problem.${first.reason}`]}${problems > 1 ? `, and ${number(problems - 1)} more with problems` : ""}.`,
    remedy: "Mend it in the program that made it, save it again and drop that.",
  }),
  noRowDrawn: ({ name, rows }, { number }) => ({
    sentence: `Chance took none of the ${number(rows)} rows of ${name}.`,
    remedy: "Ask for a larger share of the rows.",
  }),
  templateUnknownColumn: ({ column, columns }) => ({
    sentence: `The template asks for a column {${column}} that the data lacks.`,
    remedy: `Columns here: ${columns.join(", ")}.`,
  }),
  templateWithoutColumn: () => ({
    sentence: "The template names no column, so every record would read the same.",
    remedy: "Insert a column, or empty the box for the automatic template.",
  }),
  corpusEmpty: () => ({
    sentence: "Cleaning left no text to learn from.",
    remedy: "Switch off a cleaning step, or load more data.",
  }),
  loadCancelled: ({ name }) => ({ sentence: `Reading ${name} was cancelled.`, remedy: "Drop it again to read it." }),
  loadFailed: ({ name }) => ({
    sentence: `${name} could not be read.`,
    remedy: "Check that the file still exists and that you may open it, then try again.",
  }),
  notArrived: ({ name }) => ({
    sentence: `${name ?? "The list of bundled data"} did not arrive.`,
    remedy: "Check the connection, then try again. Files of your own can be read without it.",
  }),
  noData: () => ({ sentence: "There is no data yet.", remedy: "Drop a file, paste a text or choose an example." }),
  textTooShort: ({ total, needed, contextLength, split }, { number }) => ({
    sentence:
      total < needed
        ? `This is too little text: ${number(total)} ${total === 1 ? "character" : "characters and marks"}, where a context of ${number(contextLength)} needs about ${number(needed)}.`
        : `Too little text falls to ${split === "train" ? "training" : "validation"} for a context of ${number(contextLength)}.`,
    remedy:
      split === "train"
        ? "Load more text or shorten the context."
        : "Load more text, hold back nothing for validation, or shorten the context.",
  }),
  tooFewRecords: ({ ofPairs, different, needed, split }) => {
    const records = ofPairs ? "pairs" : "records";
    if (different >= needed)
      return {
        sentence: `None of the ${records} for ${split === "train" ? "training" : "validation"} has two tokens, so there is nothing to guess.`,
        remedy: `Load more or longer ${records}.`,
      };
    return {
      sentence: ofPairs
        ? "There is only one prompt: at least 2 pairs with different prompts are needed, one of them held back for validation."
        : "There is only one record: at least 2 are needed, one of them held back for validation.",
      remedy: `Load more ${records}, switch off a cleaning step, or hold back nothing for validation.`,
    };
  },
  vocabularyTooLarge: ({ size, limit }, { number }) => ({
    sentence: `The text has ${number(size)} distinct characters; at most ${number(limit)} work here.`,
    remedy: "Check the encoding, or use a text with fewer kinds of characters.",
  }),
  configInvalid: ({ path, problem }) => ({
    sentence: `The setting ${path} does not work: ${refusals.setting[problem]}.`,
    remedy: "Change it, or choose an example to start from.",
  }),
  diverged: ({ step, suspect, restoredStep }, { number, short }) => ({
    sentence: `Training stopped at step ${number(step)}: the loss became too large to measure.`,
    remedy: `${
      suspect.setting === "training.learningRate"
        ? `The learning rate, ${short(suspect.value)}, is probably too high; try ${short(suspect.better)}.`
        : `With a beta 2 of ${short(suspect.value)}, not above the square of beta 1, Adam's steps have no limit; try ${short(suspect.better)}.`
    } The weights of step ${number(restoredStep)} are safe.`,
  }),
  deviceLost: () => ({
    sentence: "The device that computes stopped answering.",
    remedy: "Start it again, or go on with the CPU: the run comes back from the last copy of it.",
  }),
  deviceUnavailable: ({ wanted }) => ({
    sentence:
      wanted === "auto" ? "There is no device to compute with yet." : `This browser cannot compute with ${wanted}.`,
    remedy: "Leave the choice of device to Curió, or try another browser.",
  }),
  workerDied: () => ({
    sentence: "The part of the page that trains stopped unexpectedly.",
    remedy: "It stopped again and again. Try a smaller model or batch, then restart it; what is on the page stays.",
  }),
  workerNotLoaded: () => ({
    sentence: "The part of the page that trains could not be loaded.",
    remedy: "Check the connection and start it again, or reload the page. Your data and settings are still here.",
  }),
  doesNotFit: ({ bytes, limit, fitting }, format) => ({
    sentence: `This run would hold ${format.bytes(bytes)}; at most ${format.bytes(limit)} can be had on this device.`,
    remedy:
      fitting === null
        ? "Choose a smaller model. Nothing was started, and nothing is lost."
        : `${withFitting(fitting)} batch size of ${format.number(fitting.batchSize)} with a context length of ${format.number(fitting.contextLength)} would fit. Nothing was started, and nothing is lost.`,
  }),
  outOfMemory: () => ({
    sentence: "The browser had no more memory for this.",
    remedy: "Close other tabs and programs, or choose a smaller batch size or model, then try again.",
  }),
  noModel: () => ({ sentence: "There is no model yet.", remedy: "Train one, or import a file with weights." }),
  otherData: ({ name }) => ({
    sentence: `This model learned from ${name}, which is not the data loaded here.`,
    remedy: `Load ${name} to go on from where it stands, or go on with this data as a new run.`,
  }),
  otherCharacters: ({ name, unknown, characters }, { number }) => ({
    sentence: `This model cannot write ${name}: ${number(unknown)} of its ${number(characters)} characters have no token.`,
    remedy: "Choose data in the characters that the model knows, or train a new model on this data.",
  }),
  noValidation: () => ({
    sentence: "No text is held back for validation.",
    remedy: "Measure on all the data, or hold some back in the tokens step and train anew.",
  }),
  noTargets: () => ({
    sentence: "Every window of this text ends at padding, which does not count.",
    remedy: "Count padding, or choose another stride.",
  }),
  busy: ({ state }) => ({
    sentence: `That has to wait: a run is ${state === "running" ? "under way" : "being prepared"}.`,
    remedy: "Stop the run first, or let it finish.",
  }),
  weightsMoved: ({ end }) => ({
    sentence:
      end === "written"
        ? "The weights changed while they were being read: the run went on, or other weights were put back."
        : "The run was closed while its weights were being read.",
    remedy:
      end === "written"
        ? "Stop the run, or let it finish, and ask again."
        : "Nothing is lost. Open the run, ask again, and leave it open until that is done.",
  }),
  internal: () => ({
    sentence: "Something went wrong inside Curió.",
    remedy: "Try again, or reload the page. If it comes back, please report it with the details.",
  }),
  weightsRuleBroken: ({ rule }) => ({
    sentence: `This weights file breaks a rule of the format: ${refusals.rule[rule]}.`,
    remedy: "Nothing was changed. Use a file that Curió exported, or download it again.",
  }),
  weightsWithoutModel: ({ name }) => ({
    sentence: `${name} holds weights but does not say of which model.`,
    remedy: "Load the data that it learned from and set the model that it is of, then open it again.",
  }),
  weightsDetailsBroken: ({ rule }) => ({
    sentence: `This file does not describe its model in a way that can be used: ${refusals.details[rule]}.`,
    remedy: "Nothing was changed. Use a file that Curió exported, or download it again.",
  }),
  weightsMismatch: ({ missing, wrong, unknown, bare }) => ({
    sentence: bare
      ? "The file holds weights alone, and they do not fit the model that is set on the page."
      : "The weights do not fit the model that the file describes.",
    remedy: `${[
      ...listed("Missing", missing),
      ...listed("Not part of the model", unknown),
      ...listed("Wrong shape", wrong.map(shapeText)),
    ].join(" ")} Nothing was changed.`,
  }),
  weightsNotFinite: ({ names }) => ({
    sentence: "The file holds weights that are no finite numbers.",
    remedy: `${listed("Look at", names).join(" ")} Nothing was changed. Use a file from before the training went astray.`,
  }),
  weightsTooLarge: ({ name, bytes, limit }, format) => ({
    sentence: `${name} has ${format.bytes(bytes)}; weights of at most ${format.bytes(limit)} can be opened here.`,
    remedy: "Use the weights of a smaller model.",
  }),
  beyondHalves: ({ tensor }) => ({
    sentence: `The weights ${tensor} have numbers beyond 65,504, which 16 bits cannot hold.`,
    remedy: "Keep the frozen weights in 32 bits. Nothing was started, and nothing is lost.",
  }),
  logitsNotFinite: () => ({
    sentence: "This model gives numbers too large to compute with.",
    remedy: "Its weights are too large. Use weights from an earlier step, or train anew at a lower learning rate.",
  }),
  bundleUnreadable: () => ({
    sentence: "This bundle could not be opened.",
    remedy: "Use a bundle that Curió exported, download it again, or drop the weights file from it.",
  }),
  bundleWithoutModel: ({ name }) => ({
    sentence: `This zip holds no ${name}.`,
    remedy: "Use a bundle that Curió exported, or drop the weights file itself.",
  }),
  bundleDamaged: ({ name }) => ({
    sentence: `This bundle is damaged: ${name} in it does not fit its checksum.`,
    remedy: "Download or copy it again.",
  }),
  bundleMetricsUnreadable: () => ({
    sentence: "The steps in this bundle's metrics.csv are not as Curió writes them.",
    remedy:
      "Drop model.safetensors from the bundle by itself: the model is whole, and only the old curves are missing.",
  }),
  bundleTooLarge: ({ bytes, limit }, format) => ({
    sentence: `This bundle unpacks to ${format.bytes(bytes)}; at most ${format.bytes(limit)} are accepted.`,
    remedy: "Use a bundle that Curió exported.",
  }),
  ...enPretrainedErrors,
} as const satisfies ErrorCatalogue;

/** What is to be done beside the batch size, up to the words that name it. */
function withFitting({ adapters, halves }: FittingSettings): string {
  if (adapters)
    return `Adapters (LoRA) ${halves ? "beside weights in 16 bits" : "in the place of the weights"}, with a`;
  return halves ? "With the frozen weights in 16 bits, a" : "A";
}
