export const firms = {
  title: "Firms",
  ranked: "What each firm spends",
  hint_one: "{{formatted}} firm",
  hint_other: "{{formatted}} firms",
  asOf: "as of {{time}}, UTC; changes are against the period before",
  ownZones: "Each firm’s own zone",
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
