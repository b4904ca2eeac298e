import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type DataQuality, FINDINGS, type Finding } from "usage-core";
import { useTexts } from "../../i18n/texts.tsx";
import { countOf } from "./has-findings.ts";

interface FindingsProps {
  readonly quality: DataQuality;
  readonly firmId: string;
}

/** Every finding, also without calls: what it means, what to do, and a link to its calls. */
export function Findings({ quality, firmId }: FindingsProps): ReactNode {
  const { t, format } = useTexts();
  const { calls: differing, reported, computed } = quality.differingCosts;
  const sums = t("quality.differingSums", { reported: format.eur(reported), computed: format.eur(computed) });
  return (
    <ul className="quality-list">
      {FINDINGS.map((finding) => (
        <Found
          key={finding}
          firmId={firmId}
          finding={finding}
          calls={countOf(quality, finding)}
          note={finding === "differingCosts" && differing > 0 ? sums : undefined}
        />
      ))}
    </ul>
  );
}

interface FoundProps {
  readonly firmId: string;
  readonly finding: Finding;
  readonly calls: number;
  readonly note: string | undefined;
}

function Found({ firmId, finding, calls, note }: FoundProps): ReactNode {
  const { t, format } = useTexts();
  const name = t(`quality.${finding}`);
  return (
    <li className="quality-item" data-quiet={calls === 0 || undefined}>
      <div className="quality-item-head">
        <h3>{name}</h3>
        {note !== undefined && <span className="panel-note figure">{note}</span>}
        <span className="quality-count figure">
          {calls === 0 ? (
            t("quality.nothingFound")
          ) : (
            <Link
              className="data-table-link"
              to="/firms/$firmId/calls"
              params={{ firmId }}
              search={{ finding }}
              aria-label={t("explained.of", { measure: t("quality.calls"), name: `${name}: ${format.count(calls)}` })}
            >
              {t("quality.calls")}: {format.count(calls)}
            </Link>
          )}
        </span>
      </div>
      <p>{t(`quality.${finding}Body`)}</p>
    </li>
  );
}
