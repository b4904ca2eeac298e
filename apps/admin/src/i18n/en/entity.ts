export const entity = {
  feature: "Feature",
  user: "User",
  model: "Model",
  provider: "Provider",
  noProvider: "Not told",
  none: "No calls of it in this period",
  shareOfCost: "{{share}} of the firm's cost",
};
