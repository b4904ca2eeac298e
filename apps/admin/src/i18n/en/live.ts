export const live = {
  live: "Live",
  liveHint: "A call shows here about a second after it is recorded.",
  connecting: "Connecting",
  connectingHint: "Connecting to the server, which tells when something changes.",
  lost: "Not live",
  lostHint: "The server does not tell of changes at the moment.",
  banner:
    "Live updates are lost. The figures are asked for again every 15 seconds meanwhile; this goes away when the connection is back.",
};
