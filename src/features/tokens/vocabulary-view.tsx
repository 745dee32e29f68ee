// The tokens to look through, and pieces of words as they are learned. What both show is fetched when it is needed.
import { use, useState } from "react";
import { useText } from "@/i18n/use-text";
import { useData } from "@/state/use-app";
import { Disclosure } from "@/ui/disclosure";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";

const lists = new LateModule(() => import("./vocabulary-lists"));

/** A line that opens the vocabulary; nothing while there is none. */
export function VocabularyView() {
  const text = useText();
  const prepared = useData((data) => data.prepared);
  const [isOpen, setIsOpen] = useState(false);
  if (prepared === null) return null;
  return (
    <Disclosure summary={text.t("tokens.all")} testId="vocabulary" onToggle={setIsOpen}>
      {isOpen && (
        <Part name="vocabulary">
          <Vocabulary />
        </Part>
      )}
    </Disclosure>
  );
}

/** The newest pieces while a preparation learns; nothing otherwise. */
export function LearnedPieces() {
  const isLearning = useData((data) => data.learning !== null);
  if (!isLearning) return null;
  return (
    <Part name="learning">
      <Learning />
    </Part>
  );
}

function Vocabulary() {
  const { VocabularyList } = use(lists.get());
  return <VocabularyList />;
}

function Learning() {
  const { LearningList } = use(lists.get());
  return <LearningList />;
}
