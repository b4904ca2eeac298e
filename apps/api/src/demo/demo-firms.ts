import type { Firm } from "usage-db";

/** An invented firm, and how it works. */
export interface DemoFirm extends Firm {
  readonly people: readonly Person[];
  /** Calls that people make on a working day, when the story ends. */
  readonly callsPerDay: number;
  /** Calls of the batch jobs of a night. */
  readonly callsPerNight: number;
  /** Local hours, the last one exclusive, in which most of the work is done. */
  readonly workHours: readonly [from: number, to: number];
  /** `MM-DD`: days on which hardly anybody works. */
  readonly holidays: readonly string[];
  /** How many days before the end of the story the firm runs its archive through. */
  readonly archiveDaysBeforeEnd: number;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

export const DEMO_FIRMS: readonly DemoFirm[] = [
  {
    id: "demo-bucharest",
    name: "Cabinetul demonstrativ București",
    timeZone: "Europe/Bucharest",
    people: people([
      "Avocat coordonator",
      "Avocat titular, contencios administrativ și fiscal",
      "Avocat titular, drept societar",
      "Avocat colaborator, dreptul muncii",
      "Avocat colaborator, achiziții",
      "Avocat colaborator, insolvență",
      "Avocat stagiar I",
      "Avocat stagiar II",
      "Consilier juridic",
      "Expert fiscal",
      "Protecția datelor și conformitate",
      "Manager de dosare",
      "Arhivă",
      "Secretariat",
    ]),
    callsPerDay: 206,
    callsPerNight: 30,
    workHours: [8, 19],
    holidays: ["01-01", "01-02", "01-24", "05-01", "06-01", "08-15", "11-30", "12-01", "12-25", "12-26"],
    archiveDaysBeforeEnd: 9,
  },
  {
    id: "demo-kolkata",
    name: "Kolkata Demo Chambers",
    timeZone: "Asia/Kolkata",
    people: people([
      "Managing Partner",
      "Partner, Arbitration",
      "Partner, Intellectual Property",
      "Senior Associate, Infrastructure and Project Finance",
      "Senior Associate, Tax",
      "Associate, Litigation I",
      "Associate, Litigation II",
      "Associate, Company Law",
      "Law Clerk I",
      "Law Clerk II",
      "Research Desk",
      "Registry",
    ]),
    callsPerDay: 160,
    callsPerNight: 23,
    workHours: [9, 20],
    holidays: ["01-01", "01-26", "05-01", "08-15", "10-02", "12-25"],
    archiveDaysBeforeEnd: 17,
  },
  {
    id: "demo-new-york",
    name: "New York Demo LLP",
    timeZone: "America/New_York",
    people: people([
      "Managing Partner",
      "Partner, Mergers & Acquisitions",
      "Partner, Litigation",
      "Counsel, Trusts, Estates and Private Foundations",
      "Senior Associate, Real Estate",
      "Associate I",
      "Associate II",
      "Paralegal I",
      "Paralegal II",
      "Docketing",
    ]),
    callsPerDay: 128,
    callsPerNight: 17,
    workHours: [8, 18],
    holidays: ["01-01", "06-19", "07-04", "11-11", "12-24", "12-25"],
    archiveDaysBeforeEnd: 5,
  },
];

/** People are known by what they do. An id is that in small letters, without accents: `partner-litigation`. */
function people(names: readonly string[]): Person[] {
  return names.map((name) => ({
    id: name
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-"),
    name,
  }));
}
