// What is to train next, above the table: the list in its order, and what can be done with it.
import { useEffect, useRef } from "react";
import type { Plan } from "@/domain/run/plan";
import { type PlansText, usePlansText } from "@/i18n/plans-text";
import { createRunQueue, type RunQueue as Queue } from "@/state/run-queue";
import { isEmpty, type QueueState } from "@/state/run-queue-store";
import { useCommands, useKept, useRuns } from "@/state/use-app";
import { useStore } from "@/state/use-store";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { RunIcon } from "./run-icon";
import "./plans.css";

/** The queue; nothing while it is empty. */
export function RunQueue() {
  const text = usePlansText();
  const queue = useCommands().later(createRunQueue);
  const state = useStore(queue.store, (whole) => whole);
  const box = useRef<HTMLElement>(null);
  if (isEmpty(state)) return null;
  return (
    <section ref={box} tabIndex={-1} className="run-queue" aria-label={text.plans("queue")} data-testid="run-queue">
      <div className="row">
        <QueueStatus text={text} state={state} />
        <QueueButtons text={text} queue={queue} state={state} />
      </div>
      {state.waiting.length > 0 && (
        <ol>
          {state.waiting.map((plan, index) => (
            <QueueLine
              key={plan.id}
              text={text}
              plan={plan}
              state={state}
              index={index}
              // The button that was pressed goes with its line: the place of the keyboard stays near.
              onRemove={() => box.current?.focus()}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function QueueStatus({ text, state }: { readonly text: PlansText; readonly state: QueueState }) {
  const { waiting, current, hold, ended, failed } = state;
  const name = useRuns(({ runs }) => runs.get(current?.run ?? "")?.name);
  const isPaused = useRuns(({ runs }) => runs.get(current?.run ?? "")?.state === "paused");
  const isElsewhere = useKept((kept) => kept.isQueueElsewhere);
  const label = name ?? current?.plan.label ?? "";
  const data = (current?.plan ?? waiting[0])?.data.name ?? "";
  const facts = [
    ...(current === null ? [] : [text.plans(isPaused ? "isPaused" : "trains", { label })]),
    text.plans("waits", { count: waiting.length }),
    ...(ended === 0 ? [] : [text.plans("progress", { ended })]),
    ...(failed === 0 ? [] : [text.plans("failures", { count: failed })]),
  ];
  return (
    <div role="status" className="run-queue-status" data-hold={hold ?? ""} data-testid="run-queue-status">
      <p>{facts.join(" · ")}</p>
      {hold !== null && <p className="held">{text.plans(`hold.${hold}`, { data })}</p>}
      {isElsewhere && <p className="held">{text.plans("notKept")}</p>}
    </div>
  );
}

interface QueueButtonsProps {
  readonly text: PlansText;
  readonly queue: Queue;
  readonly state: QueueState;
}

function QueueButtons({ text, queue, state: { hold, waiting, clear } }: QueueButtonsProps) {
  return (
    <>
      <button
        type="button"
        className="btn"
        data-testid={hold === null ? "run-queue-pause" : "run-queue-go-on"}
        onClick={() => (hold === null ? queue.pause() : queue.goOn())}
      >
        {text.plans(hold === null ? "pause" : "resume")}
      </button>
      {waiting.length > 0 && (
        <button type="button" className="btn" data-testid="run-queue-clear" onClick={clear}>
          {text.plans("clear")}
        </button>
      )}
    </>
  );
}

interface QueueLineProps {
  readonly text: PlansText;
  readonly plan: Plan;
  readonly state: QueueState;
  readonly index: number;
  readonly onRemove: () => void;
}

function QueueLine({ text, plan: { id, label }, state: { waiting, move, remove }, index, onRemove }: QueueLineProps) {
  const line = useRef<HTMLLIElement>(null);
  const pressed = useRef<"up" | "down" | null>(null);
  // A line that changes places loses the keyboard in some browsers.
  useEffect(() => {
    if (pressed.current === null) return;
    line.current?.querySelector<HTMLElement>(`[data-testid="run-queue-${pressed.current}"]`)?.focus();
    pressed.current = null;
  });
  const press = (direction: "up" | "down") => {
    pressed.current = direction;
    move(id, direction === "up" ? -1 : 1);
  };
  return (
    <li ref={line} data-plan={id}>
      <span>{label}</span>
      <Button
        className="icon-btn sm up"
        disabledReason={index === 0 ? text.plans("isFirst") : null}
        aria-label={text.plans("up", { label })}
        data-testid="run-queue-up"
        onClick={() => press("up")}
      >
        <Icon name="chevron" />
      </Button>
      <Button
        className="icon-btn sm"
        disabledReason={index === waiting.length - 1 ? text.plans("isLast") : null}
        aria-label={text.plans("down", { label })}
        data-testid="run-queue-down"
        onClick={() => press("down")}
      >
        <Icon name="chevron" />
      </Button>
      <button
        type="button"
        className="icon-btn sm"
        aria-label={text.plans("remove", { label })}
        data-testid="run-queue-remove"
        onClick={() => {
          onRemove();
          remove(id);
        }}
      >
        <RunIcon name="bin" />
      </button>
    </li>
  );
}
