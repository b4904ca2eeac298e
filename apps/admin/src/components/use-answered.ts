import { useState } from "react";
import type { PanelQuery } from "./panel.tsx";

interface Answered<Question, Answer> {
  readonly question: Question;
  readonly answer: Answer;
}

/**
 * The last answer with the question that it answers: while the next one loads, what is on screen is still of the one before,
 * and must be read by it. `undefined` before the first.
 */
export function useAnswered<Question, Answer>(
  { data, isPlaceholderData }: Pick<PanelQuery<Answer>, "data" | "isPlaceholderData">,
  question: Question,
): Answered<Question, Answer> | undefined {
  const [last, setLast] = useState<Answered<Question, Answer>>();
  if (data === undefined || isPlaceholderData || data === last?.answer) return last;
  const next = { question, answer: data };
  setLast(next);
  return next;
}
