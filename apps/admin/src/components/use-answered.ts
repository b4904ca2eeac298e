import { useState } from "react";
import type { PanelQuery } from "./panel.tsx";

/**
 * The question that the data on screen answers: while the next one loads, what is shown is still of the one before, and must be
 * read by it. Before the first answer, the question itself.
 */
export function useAnswered<Question>(
  { data, isPlaceholderData }: Pick<PanelQuery<unknown>, "data" | "isPlaceholderData">,
  question: Question,
): Question {
  const [last, setLast] = useState<{ readonly question: Question; readonly data: unknown }>();
  if (data === undefined || isPlaceholderData || data === last?.data) return last?.question ?? question;
  setLast({ question, data });
  return question;
}
