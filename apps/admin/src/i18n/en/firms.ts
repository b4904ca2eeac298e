export const firms = {
  title: "Firms",
  hint_one: "{{formatted}} firm, in the order of its name",
  hint_other: "{{formatted}} firms, in the order of their names",
  zone: "Time zone",
  unknown: "There is no such firm",
  unknownBody: "It may have another name, or it is not yours to see: {{firm}}",
  home: "To the start page",
};
