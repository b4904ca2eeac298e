import { useState } from "react";
import type { PanelQuery } from "./panel.tsx";

/**
 * The question that the data on screen answers. While the next answer loads, the former one is shown and must be described by its
 * own question. Before the first answer it is `question` itself.
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
