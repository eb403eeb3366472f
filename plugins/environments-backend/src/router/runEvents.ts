import type { Response } from 'express';
import type { Run } from '@cairn/plugin-environments-common';

/** Keeps proxies from closing a connection on which nothing happens. */
const HEARTBEAT_MS = 15_000;
/** A run that another backend on the same database executes is seen this often. */
const POLL_MS = 2_000;

/** Sends a run as server-sent events, each time as a whole, until it is over or nobody listens any more. */
export class RunEventStream {
  readonly #response: Response;
  readonly #read: () => Promise<Run>;
  readonly #timers: NodeJS.Timeout[];
  #unsubscribe: () => void = () => {};
  #sent = '';
  #sending: Promise<void> = Promise.resolve();

  /**
   * @param options.read - the run as it is now
   * @param options.subscribe - calls back whenever it changed; answers how to stop
   */
  static open(
    response: Response,
    first: Run,
    options: {
      read: () => Promise<Run>;
      subscribe: (listener: () => void) => () => void;
    },
  ): void {
    if (response.closed) {
      // Whoever asked is gone already, and nothing would end the stream.
      return;
    }
    const stream = new RunEventStream(response, options.read);
    stream.#unsubscribe = options.subscribe(() => stream.#update());
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      Connection: 'keep-alive',
      'X-Accel-Buffering': 'no',
    });
    stream.#send(first);
    // What happened between the first reading and now.
    stream.#update();
  }

  private constructor(response: Response, read: () => Promise<Run>) {
    this.#response = response;
    this.#read = read;
    this.#timers = [
      setInterval(() => this.#write(': still here\n\n'), HEARTBEAT_MS),
      setInterval(() => this.#update(), POLL_MS),
    ];
    response.on('close', () => this.#stop());
  }

  #update(): void {
    this.#sending = this.#sending.then(async () => {
      if (this.#response.writableEnded) {
        return;
      }
      try {
        this.#send(await this.#read());
      } catch {
        // The client connects again and is told then what is wrong.
        this.#response.end();
      }
    });
  }

  #send(run: Run): void {
    const data = JSON.stringify(run);
    if (data !== this.#sent) {
      this.#sent = data;
      this.#write(`event: run\ndata: ${data}\n\n`);
    }
    if (run.state !== 'Queued' && run.state !== 'Running') {
      this.#response.end();
    }
  }

  #write(text: string): void {
    if (this.#response.writableEnded) {
      return;
    }
    this.#response.write(text);
    // The compression of the portal's server keeps what is small until there is more.
    const response = this.#response;
    if ('flush' in response && typeof response.flush === 'function') {
      response.flush();
    }
  }

  #stop(): void {
    this.#timers.forEach(timer => clearInterval(timer));
    this.#unsubscribe();
  }
}
