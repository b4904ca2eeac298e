export const firms = {
  title: "Firms",
  ranked: "What each firm spends",
  hint_one: "{{formatted}} firm",
  hint_other: "{{formatted}} firms",
  asOf: "as of {{time}}, UTC",
  against: "changes are against {{period}}",
  againstOwn: "changes are against each firm’s own days before",
  ownZones: "Each firm’s own zone",
  ownZonesNote:
    "Each firm’s days are those of its own zone, and so is “This month”. Which days the other named periods are, the date in UTC says.",
  unpriced: "Unpriced",
  course: {
    day: "Cost per day",
    week: "Cost per week",
    month: "Cost per month",
  },
  unknown: "There is no such firm",
  unknownBody: "It may have another name, or it is not yours to see: {{firm}}",
  home: "To the start page",
};
