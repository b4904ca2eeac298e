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
    id: "demo-brancoveanu",
    name: "Brâncoveanu, Țepeș și Asociații",
    timeZone: "Europe/Bucharest",
    people: people([
      "Ana Pop",
      "Ștefania-Ruxandra Constantinescu",
      "Mihai Ionescu",
      "Ioana Țurcanu",
      "Andrei Brâncoveanu",
      "Răzvan Dumitrașcu",
      "Ilinca Șerban",
      "Vlad Țepeș-Mărginean",
      "Cătălina Bălănescu",
      "Dan Rus",
      "Gabriela Hațegan",
      "Octavian Negruț",
      "Simona Ștefănescu",
      "Tudor Grigorescu",
    ]),
    callsPerDay: 206,
    callsPerNight: 30,
    workHours: [8, 19],
    holidays: ["01-01", "01-02", "01-24", "05-01", "06-01", "08-15", "11-30", "12-01", "12-25", "12-26"],
    archiveDaysBeforeEnd: 9,
  },
  {
    id: "demo-mehrotra-iyer",
    name: "Mehrotra Iyer & Partners",
    timeZone: "Asia/Kolkata",
    people: people([
      "Aarav Mehrotra",
      "Lakshmi Subramaniam Iyer",
      "Rohan Das",
      "Priya Raghunathan",
      "Vikram Singh Chauhan",
      "Ananya Bose",
      "Kabir Malhotra",
      "Meera Nair",
      "Devendra Kulkarni",
      "Sana Sheikh",
      "Thiruvenkatam Balasubramanian",
      "Isha Roy",
    ]),
    callsPerDay: 160,
    callsPerNight: 23,
    workHours: [9, 20],
    holidays: ["01-01", "01-26", "05-01", "08-15", "10-02", "12-25"],
    archiveDaysBeforeEnd: 17,
  },
  {
    id: "demo-whitfield-okafor",
    name: "Whitfield Okafor Sullivan LLP",
    timeZone: "America/New_York",
    people: people([
      "Grace Okafor",
      "Daniel Whitfield",
      "Mary-Elizabeth Vanderhoeven",
      "Luis Peña",
      "Hannah Kim",
      "Marcus Sullivan",
      "Renée Thibodeaux",
      "Omar Haddad",
      "Chloe Zhang",
      "Jack Ryan",
    ]),
    callsPerDay: 128,
    callsPerNight: 17,
    workHours: [8, 18],
    holidays: ["01-01", "06-19", "07-04", "11-11", "12-24", "12-25"],
    archiveDaysBeforeEnd: 5,
  },
];

/** An id is the name in small letters without accents: `ana.pop`. */
function people(names: readonly string[]): Person[] {
  return names.map((name) => ({
    id: name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll(" ", "."),
    name,
  }));
}
