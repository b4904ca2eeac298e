import { Timeline } from "@mantine/core";
import type { ReactNode } from "react";
import type { CallRevision, CallStory } from "usage-core";
import { useCallTime } from "../../components/use-call-time.ts";
import { useTexts } from "../../i18n/texts.tsx";

type Change = CallRevision["changes"][number];

/** Fields whose text is an exact decimal. */
const DECIMALS: ReadonlySet<Change["field"]> = new Set(["costEur", "costOriginal", "fxRate", "computedCostEur"]);

interface CallChangesProps {
  readonly timeZone: string;
  readonly story: CallStory;
}

/** The revisions of a call, and its conflicts and mismatches. */
export function CallChanges({ timeZone, story }: CallChangesProps): ReactNode {
  const { t, format } = useTexts();
  const time = useCallTime(timeZone);
  const { revisions, conflicts, mismatches } = story;
  return (
    <>
      <section className="call-part">
        <h3 className="call-part-title">{t("calls.changes")}</h3>
        {revisions.length === 0 ? (
          <p className="panel-note">{t("calls.noChanges")}</p>
        ) : (
          <Timeline bulletSize={12} lineWidth={2} active={-1} classNames={{ itemTitle: "call-change-title" }}>
            {revisions.map((revision, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells two of one instant apart.
              <Timeline.Item key={index} title={t(`calls.kind.${revision.kind}`)}>
                <Revision revision={revision} at={time.full(revision.changedAt)} />
              </Timeline.Item>
            ))}
          </Timeline>
        )}
      </section>
      {conflicts.length > 0 && (
        <section className="call-part">
          <h3 className="call-part-title">{t("quality.conflicts")}</h3>
          <p className="panel-note">{t("calls.conflictsBody")}</p>
          <ul className="call-notes">
            {conflicts.map(({ notedAt, fields }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells two of one instant apart.
              <li key={index}>
                {time.full(notedAt)}: <code translate="no">{fields.join(", ")}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mismatches.length > 0 && (
        <section className="call-part">
          <h3 className="call-part-title">{t("quality.mismatches")}</h3>
          <p className="panel-note">{t("calls.mismatchesBody")}</p>
          <ul className="call-notes">
            {mismatches.map(({ notedAt, counts }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells two of one instant apart.
              <li key={index}>
                {time.full(notedAt)}:{" "}
                <code translate="no">
                  {Object.entries(counts)
                    .map(([name, count]) => `${name} ${format.count(count)}`)
                    .join(", ")}
                </code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Revision({ revision, at }: { readonly revision: CallRevision; readonly at: string }): ReactNode {
  const { t, format } = useTexts();
  const { changedBy, reason, changes } = revision;
  const written = ({ field }: Change, value: Change["before"]) => {
    if (value === null) return "–";
    if (typeof value === "number") return format.count(value);
    return typeof value === "string" && DECIMALS.has(field) ? format.exact(value) : String(value);
  };
  return (
    <>
      <p className="panel-note figure">{t("calls.changedBy", { time: at, by: changedBy })}</p>
      <p className="call-reason">{reason}</p>
      {changes.length > 0 && (
        <div className="call-diff-scroll">
          <table className="data-table call-diff">
            <thead>
              <tr>
                <th scope="col">{t("calls.field")}</th>
                <th scope="col">{t("calls.before")}</th>
                <th scope="col">{t("calls.after")}</th>
              </tr>
            </thead>
            <tbody translate="no">
              {changes.map((change) => (
                <tr key={change.field}>
                  <th scope="row">{change.field}</th>
                  <td className="figure">{written(change, change.before)}</td>
                  <td className="figure">{written(change, change.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
