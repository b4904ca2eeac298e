import "./heat-map.css";
import "../../components/scroll-region.css";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from "react";
import type { WeekHourCost } from "usage-core";
import { type Explained, Explanation } from "../../components/explanation.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { HEAT_LEVELS, heatLevel } from "./heat-map-levels.ts";
import { weekdayNames } from "./weekday-names.ts";

interface HeatMapProps {
  /** An hour of a weekday without a cell had no calls. */
  readonly cells: readonly WeekHourCost[];
  readonly timeZone: string;
  /** What an opened cell says of itself. */
  readonly explain: (cell: WeekHourCost) => Omit<Explained, "name" | "value">;
}

interface Place {
  readonly weekday: number;
  readonly hour: number;
}

const NOTHING = { cost: 0, calls: 0, tokens: 0, unpricedCalls: 0 };

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** When in the week the money is spent: a row for each weekday, a column for each hour of the firm's clock, darker for more. */
export function HeatMap({ cells, timeZone, explain }: HeatMapProps): ReactNode {
  const { t, format, measureName, costText } = useTexts();
  const cellText = useCellText();
  const table = useRef<HTMLTableElement>(null);
  const [entry, setEntry] = useState<Place>({ weekday: 1, hour: 0 });
  const [shown, setShown] = useState<Place>();
  const [opened, setOpened] = useState<{ readonly place: Place; readonly element: HTMLElement }>();
  const byPlace = new Map(cells.map((cell) => [placeId(cell), cell]));
  const most = Math.max(0, ...cells.map(({ cost }) => cost));
  const names = weekdayNames(format.locale, "long");
  const shortNames = weekdayNames(format.locale, "short");
  const label = t("parts.heat.name", { measure: measureName("cost") });

  const cellAt = (place: Place): WeekHourCost => byPlace.get(placeId(place)) ?? { ...place, ...NOTHING };
  const whenInWords = ({ weekday, hour }: Place) => `${names[weekday - 1]}, ${clock(hour)}–${clock((hour + 1) % 24)}`;
  const inWords = (place: Place) => `${whenInWords(place)}: ${cellText(cellAt(place))}`;

  function open(place: Place, element: HTMLElement): void {
    setOpened(opened?.element === element ? undefined : { place, element });
  }

  function click({ target }: MouseEvent): void {
    if (!(target instanceof HTMLElement)) return;
    const place = placeOf(target);
    if (place !== undefined) open(place, target);
  }

  function press(event: KeyboardEvent): void {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    const place = placeOf(target);
    if (place === undefined) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(place, target);
      return;
    }
    const next = neighbour(place, event.key);
    if (next === null) return;
    event.preventDefault();
    setEntry(next);
    table.current?.querySelector<HTMLElement>(`[data-place="${placeId(next)}"]`)?.focus();
  }

  return (
    <div className="heat">
      <div className="scroll-region heat-scroll">
        <table
          ref={table}
          className="heat-table"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells take the focus is a grid.
          role="grid"
          aria-label={`${label}. ${t("parts.heat.keys")}`}
          onKeyDown={press}
          onClick={click}
          onPointerLeave={() => setShown(undefined)}
        >
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t("parts.heat.weekday")}</span>
              </th>
              {HOURS.map((hour) => (
                <th key={hour} scope="col" className="figure">
                  {hour % 3 === 0 && <span aria-hidden>{hour}</span>}
                  <span className="visually-hidden">{clock(hour)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shortNames.map((name, index) => (
              <tr key={name}>
                <th scope="row">
                  <span aria-hidden>{name}</span>
                  <span className="visually-hidden">{names[index]}</span>
                </th>
                {HOURS.map((hour) => {
                  const place = { weekday: index + 1, hour };
                  const id = placeId(place);
                  return (
                    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a grid's cell may be expanded.
                    <td
                      key={hour}
                      className="heat-cell"
                      data-place={id}
                      data-level={heatLevel(byPlace.get(id), most)}
                      tabIndex={id === placeId(entry) ? 0 : -1}
                      aria-label={inWords(place)}
                      aria-haspopup="dialog"
                      aria-expanded={opened?.place.weekday === place.weekday && opened.place.hour === hour}
                      onFocus={() => {
                        setEntry(place);
                        setShown(place);
                      }}
                      onBlur={() => setShown(undefined)}
                      onPointerEnter={() => setShown(place)}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {opened !== undefined && (
        <Explanation
          name={t("explained.of", { measure: measureName("cost"), name: whenInWords(opened.place) })}
          value={cellAt(opened.place).calls === 0 ? t("parts.heat.none") : costText(cellAt(opened.place))}
          {...explain(cellAt(opened.place))}
          opener={opened.element}
          onClose={() => setOpened(undefined)}
        />
      )}
      <p className="heat-detail figure" aria-hidden>
        {shown === undefined ? (
          <span className="panel-note">{t("parts.heat.zone", { zone: timeZone })}</span>
        ) : (
          inWords(shown)
        )}
      </p>
      <HeatLegend most={most} hasUnpriced={cells.some((cell) => heatLevel(cell, most) === "unpriced")} />
    </div>
  );
}

interface HeatLegendProps {
  readonly most: number;
  readonly hasUnpriced: boolean;
}

function HeatLegend({ most, hasUnpriced }: HeatLegendProps): ReactNode {
  const { t, format } = useTexts();
  const levels = most > 0 ? Array.from({ length: HEAT_LEVELS }, (_, index) => index + 1) : [];
  return (
    <ul className="heat-legend">
      <li>
        <span className="heat-swatch" data-level={0} />
        {t("parts.heat.none")}
      </li>
      {levels.map((level) => (
        <li key={level} className="figure">
          <span className="heat-swatch" data-level={level} />
          {t("parts.heat.upTo", { value: format.eur((most * level) / HEAT_LEVELS) })}
        </li>
      ))}
      {hasUnpriced && (
        <li>
          <span className="heat-swatch" data-level="unpriced" />
          {t("parts.heat.unpriced")}
        </li>
      )}
    </ul>
  );
}

function useCellText(): (cell: WeekHourCost) => string {
  const { t, measureText, measureName, unpricedText } = useTexts();
  return (cell) => {
    if (cell.calls === 0) return t("parts.heat.none");
    return [
      measureText(cell, "cost"),
      ...(["calls", "tokens"] as const).map(
        (other) => `${measureName(other).toLowerCase()} ${measureText(cell, other)}`,
      ),
      unpricedText(cell.unpricedCalls),
    ]
      .filter((part) => part !== undefined)
      .join(", ");
  };
}

function neighbour({ weekday, hour }: Place, key: string): Place | null {
  switch (key) {
    case "ArrowLeft":
      return { weekday, hour: Math.max(0, hour - 1) };
    case "ArrowRight":
      return { weekday, hour: Math.min(23, hour + 1) };
    case "ArrowUp":
      return { weekday: Math.max(1, weekday - 1), hour };
    case "ArrowDown":
      return { weekday: Math.min(7, weekday + 1), hour };
    case "Home":
      return { weekday, hour: 0 };
    case "End":
      return { weekday, hour: 23 };
    default:
      return null;
  }
}

function placeId({ weekday, hour }: Place): string {
  return `${weekday}-${hour}`;
}

/** `undefined` for an element that is no cell. */
function placeOf({ dataset }: HTMLElement): Place | undefined {
  const [weekday, hour] = dataset["place"]?.split("-").map(Number) ?? [];
  return weekday === undefined || hour === undefined ? undefined : { weekday, hour };
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
