// English words for what exactly a file or a setting did wrong, to stand inside the sentences of errors.ts.
import type { RefusalTexts } from "../error-words";

export const enRefusals = {
  binary: { binary: "a binary file", "Windows program": "a Windows program" },
  rule: {
    tooShort: "it ends before its header",
    headerTooLong: "its header is longer than the format allows",
    headerBeyondFile: "its header reaches past the end of the file",
    headerStart: "its header does not begin with {",
    headerJson: "its header is not valid JSON",
    duplicateName: "a name stands in it twice",
    forbiddenName: "a tensor has a name that is not allowed",
    metadataStrings: "its metadata holds something other than texts",
    tooManyTensors: "it lists too many tensors",
    tensorFields: "a tensor is not described by type, shape and place",
    unknownType: "a tensor has an unknown number type",
    shape: "a tensor's shape is not a list of whole numbers",
    offsets: "a tensor's place is not a pair of whole numbers in order",
    sizeMismatch: "a tensor's size does not fit its shape",
    overlap: "two tensors overlap",
    hole: "there is a gap between two tensors",
    trailingBytes: "bytes follow the last tensor",
    beyondFile: "a tensor reaches past the end of the file",
    unsupportedType: "a tensor has a number type that Curió does not read",
  },
  setting: {
    notAnObject: "it is no list of settings",
    notANumber: "it is not a number",
    notAChoice: "it is none of the choices",
    notASwitch: "it is neither on nor off",
    notAText: "it is not a text of the right length",
    notAList: "it is not a list of texts",
  },
} as const satisfies RefusalTexts;
