import { once } from "node:events";
import { createServer, type Server, type Socket, connect as tcpConnect } from "node:net";

/** Sees each piece before it is passed on, in order. What it awaits delays the piece; `false` swallows it. */
type Tap = (piece: Buffer) => Promise<unknown> | unknown;

/** A network that can be slow or cut, between a client and a server on this machine. */
export class TcpProxy {
  readonly port: number;
  toServer: Tap = () => true;
  toClient: Tap = () => true;
  /** While off, a new connection is cut at once. */
  isOn = true;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #silent = new Set<Socket>();

  private constructor(server: Server, port: number, serverPort: number) {
    this.#server = server;
    this.port = port;
    server.on("connection", (client) => {
      if (!this.isOn) {
        client.resetAndDestroy();
        return;
      }
      const upstream = tcpConnect(serverPort, "127.0.0.1");
      this.#pipe(client, upstream, (piece) => this.toServer(piece));
      this.#pipe(upstream, client, (piece) => this.toClient(piece));
    });
  }

  static async before(serverPort: number): Promise<TcpProxy> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The system gave no free TCP port.");
    return new TcpProxy(server, address.port, serverPort);
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Cuts every connection, whatever is under way on it. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** From now on nothing passes on the connections that there are: the other end is gone without a word. */
  silence(): void {
    for (const socket of this.#sockets) this.#silent.add(socket);
  }

  close(): void {
    this.#server.close();
    this.cut();
  }

  #pipe(from: Socket, to: Socket, tap: Tap): void {
    this.#sockets.add(from);
    let last: Promise<unknown> = Promise.resolve();
    from.on("data", (piece: Buffer) => {
      if (this.#silent.has(from)) return;
      last = last.then(() => tap(piece)).then((passes) => passes !== false && !to.destroyed && to.write(piece));
    });
    from.on("error", () => undefined);
    from.on("close", () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
